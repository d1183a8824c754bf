package catalog

// A Power (行政权力) is what an office may do to people, and within what
// bounds.
type Power struct {
	Sort       Code         `json:"sort,omitzero"` // licence, penalty, coercion, charge, levy, payment, inspection, confirmation, reward, other
	Content    Text         `json:"content,omitempty"`
	Discretion []Discretion `json:"discretion,omitempty"` // 裁量基准
	Procedure  []Step       `json:"procedure,omitempty"`
	Complaints []ID         `json:"complaints,omitempty"` // channels
}

// A Discretion is one row of a discretion standard: circumstance → range.
type Discretion struct {
	Degree       Text   `json:"degree,omitempty"` // 轻微, 一般, 严重
	Circumstance Text   `json:"circumstance,omitempty"`
	Range        Text   `json:"range,omitempty"`
	Basis        *Basis `json:"basis,omitempty"`
}

func (p *Power) Kind() Kind    { return KindPower }
func (p *Power) Links() []Link { return nil }

func (p *Power) Check(note func(Finding)) {
	if p.Content.Empty() {
		note(advise("no-content", "body.content", "没有写权力内容", "what it allows is not stated", "Не указано содержание полномочия"))
	}
	if p.Sort.Code == "penalty" && len(p.Discretion) == 0 {
		note(advise("no-discretion", "body.discretion", "处罚没有写裁量基准", "a penalty without its discretion ranges", "У взыскания нет размеров"))
	}
}

func (p *Power) Words(yield func(Text) bool) {
	if !yieldAll(yield, p.Content) {
		return
	}
	for _, d := range p.Discretion {
		if !yieldAll(yield, d.Circumstance, d.Range) {
			return
		}
	}
}

func (p *Power) refs() []ID { return p.Complaints }
