// Package speech reads a page aloud. It first writes a text as a voice should
// say it, numbers, prices, dates, telephones and signs as words ([Words]), and
// then has the program espeak-ng speak it piece by piece ([Speaker.Say]) until
// it is done or its context ends.
//
// It refuses to guess: where espeak-ng is not installed or the headphones are
// not in, there is no speech, and [Speaker.Can] and [Speaker.Condition] say
// why. It starts no goroutine and keeps no queue: whoever reads the next page
// ends the context of the last one. It knows no pages, only texts.
//
//	speaker := speech.New(speech.Settings{Output: speech.Loudspeaker})
//	pieces := speech.Page(catalog.ZH, record.Title, guide.Summary)
//	keeper.Start("speech", func(ctx context.Context) error {
//		err := speaker.Say(ctx, speech.Script{Pieces: pieces}) // ctx ends at a touch
//		note(err)                                              // and is not said again
//		return nil
//	})
package speech
