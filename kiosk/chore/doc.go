// Package chore keeps background work (后台事务) going. It is the only place
// that starts goroutines: each has a name and an owner, is started again after
// an error or a panic with growing pauses, tells what happened, and ends with
// all the others.
//
// It does not know what the work is, and keeps no order between chores.
//
//	keeper := chore.New(report)
//	defer keeper.Stop()
//	keeper.Start("index", func(ctx context.Context) error { return makeIndex(ctx) })
package chore
