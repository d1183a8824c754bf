package catalog

// A Decision (重大决策) is a decision in the making, or made, in which the
// public may take part.
type Decision struct {
	Stage    Code    `json:"stage,omitzero"` // draft, hearing, result, followup
	Body     []Block `json:"body,omitempty"`
	Stages   []Stage `json:"stages,omitempty"`
	TakePart Text    `json:"take_part,omitempty"`
	Ways     []Way   `json:"ways,omitempty"`
	Deadline Date    `json:"deadline,omitzero"`
}

// A Stage is one stage a decision went or will go through.
type Stage struct {
	Code Code `json:"code"` // draft, hearing, result, followup
	On   Date `json:"on,omitzero"`
	Note Text `json:"note,omitempty"`
}

func (d *Decision) Kind() Kind { return KindDecision }

func (d *Decision) Links() []Link {
	var all []*Link
	for _, w := range d.Ways {
		all = append(all, w.Link)
	}
	return links(all...)
}

func (d *Decision) Check(note func(Finding)) {
	if d.Stage.Empty() {
		note(advise("no-stage", "body.stage", "没有写进行到哪一步", "the stage it is in is not stated", "Не указано, на каком этапе"))
	}
	if len(d.Body) == 0 {
		note(block("empty", "body.body", "没有正文，是空的", "it has no text", "Нет текста"))
	}
	checkLinks(d, note)
}

func (d *Decision) Words(yield func(Text) bool) {
	_ = yieldAll(yield, d.TakePart) && blockWords(yield, d.Body)
}
