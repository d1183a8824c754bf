// Package review finds what is wrong with a folder of records before anybody
// publishes it.
//
// A finding (问题) names a record, a field and a severity, and says in
// Chinese and English what to do. A blocking finding keeps the folder from
// being proposed; advice may wait. Each finding is one file here, named for
// it, with a test; what a record can say of itself alone stands in its
// Check.
//
//	report := review.Check(records, review.Options{Today: today})
//	for _, f := range report.Findings {
//		fmt.Println(f.In(catalog.ZH)) // 须改 fee/x body.standard: 没有写收费标准，请填金额、阶梯或说明
//	}
//	report.WriteHTML(file)
//
// Beside findings it scores how complete, timely and accurate the records of
// each office are.
//
// The package refuses to open links: whether one is dead is what the record
// says, found by others. It refuses to change a record, and to decide about
// secrecy: words and numbers that it points at are a prompt for the secrecy
// reviewer (保密审查), who reads all of it.
package review
