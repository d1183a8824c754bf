package catalog

// A Post (岗位) is a job in an office and what it answers for.
type Post struct {
	Duties   []Text `json:"duties,omitempty"` // 岗位职责
	Counters []ID   `json:"counters,omitempty"`
	OnDuty   Text   `json:"on_duty,omitempty"` // who, or which badge, and when
}

func (p *Post) Kind() Kind    { return KindPost }
func (p *Post) Links() []Link { return nil }

func (p *Post) Check(note func(Finding)) {
	if len(p.Duties) == 0 {
		note(advise("no-duties", "body.duties", "没有写岗位职责", "its responsibilities are not stated", "Не указаны должностные обязанности"))
	}
}

func (p *Post) Words(yield func(Text) bool) { yieldAll(yield, p.Duties...) }
func (p *Post) refs() []ID                  { return p.Counters }
