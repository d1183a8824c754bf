package catalog

// An Office (单位) is a government body or a public enterprise.
type Office struct {
	Short       Text     `json:"short,omitempty"`
	Sort        Code     `json:"sort,omitzero"` // government, water, power, heat, gas, telecom, hospital, school, property, funeral, other
	Parent      ID       `json:"parent,omitempty"`
	Duties      []Text   `json:"duties,omitempty"` // 职责
	Leaders     []Leader `json:"leaders,omitempty"`
	Address     Text     `json:"address,omitempty"`
	Hours       Text     `json:"hours,omitempty"`
	Telephone   string   `json:"telephone,omitempty"`
	Hotline     string   `json:"hotline,omitempty"`      // the number for emergencies
	HotlineName Text     `json:"hotline_name,omitempty"` // 24 小时抢修热线
	Supervisor  ID       `json:"supervisor,omitempty"`   // the office that supervises it
	Rules       []Text   `json:"rules,omitempty"`        // 工作规范
	Discipline  []Text   `json:"discipline,omitempty"`   // 办事纪律
	Site        *Link    `json:"site,omitempty"`
	Report      *Link    `json:"report,omitempty"` // where to say that a promise was not kept
}

// A Leader is a person who answers for an office.
type Leader struct {
	Name   Text `json:"name,omitempty"`
	Title  Text `json:"title,omitempty"`
	Duties Text `json:"duties,omitempty"`
}

// OfficeSorts returns the codes of Office.Sort; those between government and
// other are the nine kinds of public enterprise, in the order of the home
// screen.
func OfficeSorts() []string {
	return []string{"government", "water", "power", "heat", "gas", "telecom", "hospital", "school", "property", "funeral", "other"}
}

// Enterprise reports whether o is one of the nine kinds of public enterprise.
func (o *Office) Enterprise() bool {
	return o.Sort.Code != "" && o.Sort.Code != "government" && o.Sort.Code != "other"
}

func (o *Office) Kind() Kind    { return KindOffice }
func (o *Office) Links() []Link { return links(o.Site, o.Report) }

func (o *Office) Check(note func(Finding)) {
	if o.Telephone == "" && o.Hotline == "" && o.Address.Empty() {
		note(block("no-contact", "body.telephone", "没有电话也没有地址，办事人找不到，请至少填一项", "neither telephone nor address: give at least one", "Нет ни телефона, ни адреса: укажите хотя бы одно"))
	}
	if len(o.Duties) == 0 {
		note(advise("no-duties", "body.duties", "没有写职责", "its duties are not stated", "Не указаны обязанности"))
	}
	checkLinks(o, note)
}

func (o *Office) Words(yield func(Text) bool) {
	_ = yieldAll(yield, o.Short) && yieldAll(yield, o.Duties...) && yieldAll(yield, o.Address)
}

func (o *Office) refs() []ID { return refs(o.Parent, o.Supervisor) }

func refs(ids ...ID) []ID {
	var some []ID
	for _, id := range ids {
		if id != "" {
			some = append(some, id)
		}
	}
	return some
}
