package gallery

import (
	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/text"
)

// Checklist lays the checklist of a guide out as it is printed, page by page;
// none where route is no guide's. The toolkit's theme must have been set.
func Checklist(desk page.Desk, route string, lang catalog.Lang, paper kiosk.Stock) []*part.Print {
	return page.ChecklistPrints(onPaper(desk, route, lang), paper)
}

// Board lays out what a notice board shows of route, page by page; see
// [page.Board]. The toolkit's theme must have been set.
func Board(desk page.Desk, route string, lang catalog.Lang, paper kiosk.Stock) ([]*part.Print, error) {
	return page.Board(onPaper(desk, route, lang), paper)
}

// onPaper is a view for what is drawn without a window.
func onPaper(desk page.Desk, route string, lang catalog.Lang) *page.View {
	r := page.ParseRoute(route)
	return &page.View{Desk: desk, Words: text.In(lang), Route: r, Memo: page.NewMemo(r)}
}
