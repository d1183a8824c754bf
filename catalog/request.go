package catalog

// A Request (依申请公开) tells how to ask an office for information.
type Request struct {
	Intro    Text   `json:"intro,omitempty"`
	Ways     []Way  `json:"ways,omitempty"` // counter, online, telephone, fax, letter
	Form     *Link  `json:"form,omitempty"`
	Limit    *Limit `json:"limit,omitempty"`    // legal limit of the answer
	Extended *Limit `json:"extended,omitempty"` // how much it may be extended
	Fee      Text   `json:"fee,omitempty"`
	Answers  []Text `json:"answers,omitempty"`  // what the answers can be
	Remedies []Text `json:"remedies,omitempty"` // what to do against one
}

func (r *Request) Kind() Kind { return KindRequest }

func (r *Request) Links() []Link {
	all := []*Link{r.Form}
	for _, w := range r.Ways {
		all = append(all, w.Link)
	}
	return links(all...)
}

func (r *Request) Check(note func(Finding)) {
	if len(r.Ways) == 0 {
		note(block("no-contact", "body.ways", "没有写怎么申请，请至少填一种方式", "no way to ask is given: give at least one", "Не указано, как подать запрос: напишите хотя бы один способ"))
	}
	if r.Limit == nil {
		note(advise("no-limit", "body.limit", "没有写答复时限", "the limit of the answer is not stated", "Не указан срок ответа"))
	}
	checkLinks(r, note)
}

func (r *Request) Words(yield func(Text) bool) {
	_ = yieldAll(yield, r.Intro) && yieldAll(yield, r.Answers...) && yieldAll(yield, r.Remedies...)
}
