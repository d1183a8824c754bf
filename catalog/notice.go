package catalog

// A Notice (公告) is news that matters for some time.
type Notice struct {
	Sort      Code    `json:"sort,omitzero"`  // outage, closure, urgent, general
	Group     Code    `json:"group,omitzero"` // the filter it is under: outage, heating, service, jobs, publicity
	Lead      Text    `json:"lead,omitempty"` // one line shown under the title
	Body      []Block `json:"body,omitempty"`
	Issued    Date    `json:"issued,omitzero"`
	Effective Date    `json:"effective,omitzero"`
	Expires   Date    `json:"expires,omitzero"`   // the last day it is shown
	Priority  int     `json:"priority,omitempty"` // above 0 is pinned on top, higher first
	Full      *Link   `json:"full,omitempty"`
}

func (n *Notice) Kind() Kind    { return KindNotice }
func (n *Notice) Links() []Link { return links(n.Full) }

func (n *Notice) Check(note func(Finding)) {
	if len(n.Body) == 0 {
		note(block("empty", "body.body", "没有正文，是空的", "it has no text", "Нет текста"))
	}
	if n.Issued.IsZero() {
		note(block("no-date", "body.issued", "没有发布日期", "the day of issue is missing", "Нет даты публикации"))
	}
	if !n.Expires.IsZero() && n.Expires.Before(n.Effective) {
		note(block("period-reversed", "body.expires", "失效日期早于生效日期", "it expires before it takes effect: correct the dates", "Конец действия раньше начала: исправьте даты"))
	}
	checkLinks(n, note)
}

func (n *Notice) Words(yield func(Text) bool) {
	_ = yieldAll(yield, n.Lead) && blockWords(yield, n.Body)
}
