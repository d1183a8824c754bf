package catalog

// A Report (年度报告) is the yearly report on open information.
type Report struct {
	Year    int      `json:"year,omitempty"`
	Body    []Block  `json:"body,omitempty"`
	Figures []Figure `json:"figures,omitempty"`
	Full    *Link    `json:"full,omitempty"`
}

// A Figure is a number that a report states.
type Figure struct {
	Name  Text   `json:"name,omitempty"`
	Value string `json:"value,omitempty"`
	Unit  Text   `json:"unit,omitempty"`
}

func (r *Report) Kind() Kind    { return KindReport }
func (r *Report) Links() []Link { return links(r.Full) }

func (r *Report) Check(note func(Finding)) {
	if r.Year == 0 {
		note(block("no-year", "body.year", "没有写年份", "the year is missing", "Не указан год"))
	}
	checkLinks(r, note)
}

func (r *Report) Words(yield func(Text) bool) { blockWords(yield, r.Body) }
