package catalog

import (
	"errors"
	"fmt"
)

// A Guide (服务指南) tells what to bring, where to go and how long it takes.
type Guide struct {
	ItemCode   string     `json:"item_code,omitempty"` // 实施编码
	BaseCode   string     `json:"base_code,omitempty"` // 基本编码
	Version    string     `json:"version,omitempty"`
	PlainName  Text       `json:"plain_name,omitempty"` // 通俗名
	Aliases    []Text     `json:"aliases,omitempty"`
	Summary    Text       `json:"summary,omitempty"`
	Subjects   []Code     `json:"subjects,omitempty"` // 服务对象: person, company
	Topics     []ID       `json:"topics,omitempty"`   // 主题
	Piece      Code       `json:"piece,omitzero"`     // 办件类型: instant, promise
	Conditions []Text     `json:"conditions,omitempty"`
	Materials  []Material `json:"materials,omitempty"`
	Steps      []Step     `json:"steps,omitempty"`
	Legal      *Limit     `json:"legal,omitempty"`    // 法定时限
	Promised   *Limit     `json:"promised,omitempty"` // 承诺时限
	Visits     *int       `json:"visits,omitempty"`   // 到现场次数
	Counters   []ID       `json:"counters,omitempty"`
	Free       bool       `json:"free,omitempty"` // 不收费; false with no fees is unknown
	Fees       []ID       `json:"fees,omitempty"`
	Results    []Text     `json:"results,omitempty"`
	Channels   []Way      `json:"channels,omitempty"`
	Questions  []Question `json:"questions,omitempty"`
	Agents     []Agent    `json:"agents,omitempty"`  // 代办
	Special    Text       `json:"special,omitempty"` // 特别程序
}

// A Material (申请材料) is something to bring.
type Material struct {
	Name      Text    `json:"name,omitempty"`
	Need      Code    `json:"need,omitzero"` // required, optional, later (容缺)
	Originals int     `json:"originals,omitempty"`
	Copies    int     `json:"copies,omitempty"`
	Format    Code    `json:"format,omitzero"` // paper, electronic, both
	Source    Code    `json:"source,omitzero"` // 来源渠道: own, issued, onsite
	Sample    *Link   `json:"sample,omitempty"`
	Form      *Link   `json:"form,omitempty"`
	Basis     []Basis `json:"basis,omitempty"`
	Note      Text    `json:"note,omitempty"`
}

// A Step (环节) is one stage of handling.
type Step struct {
	Name   Text `json:"name,omitempty"`
	Actor  Text `json:"actor,omitempty"`
	Place  Text `json:"place,omitempty"`
	Time   Text `json:"time,omitempty"`
	Detail Text `json:"detail,omitempty"`
}

// A Limit (时限) is how long something may take.
type Limit struct {
	N    int  `json:"n,omitempty"`
	Unit Code `json:"unit"` // workday, day, hour, minute, month, now (即时)
	Note Text `json:"note,omitempty"`
}

// A Way is one way to apply, to ask or to answer.
type Way struct {
	Sort  Code   `json:"sort"` // online, app, counter, telephone, post, fax, letter
	Value string `json:"value,omitempty"`
	Say   Text   `json:"say,omitempty"`
	Place Text   `json:"place,omitempty"`
	Hours Text   `json:"hours,omitempty"`
	Link  *Link  `json:"link,omitempty"`
}

// A Question (常见问题) and its answer.
type Question struct {
	Ask    Text `json:"ask,omitempty"`
	Answer Text `json:"answer,omitempty"`
}

// An Agent (代办) is a point that applies on behalf of a resident.
type Agent struct {
	Name      Text   `json:"name,omitempty"`
	Place     Text   `json:"place,omitempty"`
	Telephone string `json:"telephone,omitempty"`
	Note      Text   `json:"note,omitempty"`
}

// hours turns a limit into hours, to compare limits of different units; a
// working day counts as a day.
func (l *Limit) hours() int {
	switch l.Unit.Code {
	case "now", "minute":
		return 0
	case "hour":
		return l.N
	case "month":
		return l.N * 24 * 30
	}
	return l.N * 24
}

func (g *Guide) Kind() Kind { return KindGuide }

// Online returns the link under which one can apply online, or nil.
func (g *Guide) Online() *Link {
	for _, w := range g.Channels {
		if w.Sort.Code == "online" && w.Link != nil {
			return w.Link
		}
	}
	return nil
}

func (g *Guide) Links() []Link {
	var all []*Link
	for _, w := range g.Channels {
		all = append(all, w.Link)
	}
	for _, m := range g.Materials {
		all = append(all, m.Sample, m.Form)
	}
	return links(all...)
}

func (g *Guide) Check(note func(Finding)) {
	if len(g.Counters) == 0 && len(g.Channels) == 0 {
		note(block("no-contact", "body.channels", "没有窗口也没有办理渠道，办事人找不到，请至少填一项", "no counter and no channel: give at least one way to get in touch", "Нет ни окна, ни способа обращения: укажите хотя бы одно"))
	}
	if len(g.Materials) == 0 {
		note(advise("no-materials", "body.materials", "没有写申请材料", "what to bring is not stated", "Не указаны документы"))
	}
	for i, m := range g.Materials {
		if m.Name.Empty() {
			note(block("material-unnamed", fmt.Sprintf("body.materials[%d].name", i), "这份材料没有名称", "this material has no name", "У этого документа нет названия"))
		}
	}
	if g.Promised == nil && g.Legal == nil {
		note(advise("no-limit", "body.promised", "没有写办理时限", "how long it takes is not stated", "Не указан срок"))
	}
	if g.Promised != nil && g.Legal != nil && g.Promised.hours() > g.Legal.hours() {
		note(block("promise-late", "body.promised", "承诺时限比法定时限还长，请核对", "it promises later than the law allows: check both limits", "Обещанный срок дольше срока по закону: проверьте"))
	}
	if g.Free && len(g.Fees) > 0 {
		note(block("free-and-fee", "body.free", "标为不收费，又列了收费项目，请核对", "it is marked free and lists fees: check which holds", "Отмечено «бесплатно», но указана плата: проверьте"))
	}
	checkLinks(g, note)
}

func (g *Guide) Words(yield func(Text) bool) {
	if !yieldAll(yield, g.PlainName) || !yieldAll(yield, g.Aliases...) ||
		!yieldAll(yield, g.Summary) || !yieldAll(yield, g.Conditions...) {
		return
	}
	for _, m := range g.Materials {
		if !yieldAll(yield, m.Name, m.Note) {
			return
		}
	}
	for _, s := range g.Steps {
		if !yieldAll(yield, s.Name, s.Detail) {
			return
		}
	}
	for _, q := range g.Questions {
		if !yieldAll(yield, q.Ask, q.Answer) {
			return
		}
	}
	yieldAll(yield, g.Results...)
}

func (g *Guide) refs() []ID {
	return append(append(append([]ID{}, g.Topics...), g.Counters...), g.Fees...)
}

// checkLinks notes links that no kiosk can show.
func checkLinks(b Body, note func(Finding)) {
	for _, l := range b.Links() {
		if _, err := l.Prefilled(); err != nil {
			note(block("prefill-wrong", "body", "链接带去的内容只能是 名称={record}、名称={hall} 或 名称={time}，用 & 分开："+l.Prefill, err.Error(), "Со ссылкой передаются только имя={record}, имя={hall} или имя={time} через &: "+l.Prefill))
		}
		for _, a := range l.Addresses() {
			switch _, _, err := SplitAddress(a); {
			case errors.Is(err, ErrLong):
				note(block("link-long", "body", fmt.Sprintf("链接超过 %d 字节，做成二维码扫不出：%s", MaxURL, a), fmt.Sprintf("the link is longer than %d bytes and cannot be scanned: %s", MaxURL, a), fmt.Sprintf("Ссылка длиннее %d байт, код не прочтут: %s", MaxURL, a)))
			case err != nil:
				note(block("link-malformed", "body", "链接写法不对，请照浏览器地址栏重新填写："+a, "the link is malformed: copy it again from a browser: "+a, "Ссылка записана неверно, скопируйте её из браузера: "+a))
			}
		}
	}
}
