package catalog

import "fmt"

// A Fee (收费) is what is charged, by whom and on what ground. The record's
// Valid says from when to when it holds.
type Fee struct {
	Sort       Code        `json:"sort,omitzero"` // administrative, government_set, guided, market
	Standard   Standard    `json:"standard,omitzero"`
	Scope      Text        `json:"scope,omitempty"` // 收费范围
	Payer      Text        `json:"payer,omitempty"`
	Exemptions []Exemption `json:"exemptions,omitempty"` // 减免
	Approver   Text        `json:"approver,omitempty"`
	Ways       []Code      `json:"ways,omitempty"`    // ways to pay: counter, phone, bank, online
	Hearing    ID          `json:"hearing,omitempty"` // the decision whose price hearing set it
	Field      Code        `json:"field,omitzero"`    // the group it is filtered by: natural-resources …
}

// An Exemption (减免) says who pays less or nothing.
type Exemption struct {
	Short Text   `json:"short,omitempty"` // at most four characters: 首本免
	Words Text   `json:"words,omitempty"`
	Basis *Basis `json:"basis,omitempty"`
}

func (f *Fee) Kind() Kind    { return KindFee }
func (f *Fee) Links() []Link { return nil }

func (f *Fee) Check(note func(Finding)) {
	if f.Standard.Empty() {
		note(block("no-standard", "body.standard", "没有写收费标准，请填金额、阶梯或说明", "the price is missing: give an amount, tiers or words", "Нет тарифа: укажите сумму, ступени или описание"))
	}
	if a := f.Standard.Amount; a != nil && *a < 0 {
		note(block("negative", "body.standard.amount", "金额不能是负数", "the amount is negative: correct it", "Сумма не может быть отрицательной"))
	}
	last := int64(0)
	for i, t := range f.Standard.Tiers {
		if t.Fen < 0 || t.From < last || (t.To != 0 && t.To < t.From) {
			note(block("tiers-mixed", fmt.Sprintf("body.standard.tiers[%d]", i), "阶梯的起止或金额不对，请从低到高填写", "the tier's limits or price are wrong: list tiers from low to high", "Границы или цена ступени неверны: пишите от низшей к высшей"))
		}
		last = t.To
	}
	if f.Scope.Empty() {
		note(advise("no-scope", "body.scope", "没有写收费范围", "what it is charged for is not stated", "Не указано, за что берут плату"))
	}
}

func (f *Fee) Words(yield func(Text) bool) {
	if !yieldAll(yield, f.Scope, f.Payer) {
		return
	}
	for _, e := range f.Exemptions {
		if !yieldAll(yield, e.Words) {
			return
		}
	}
}

func (f *Fee) refs() []ID { return refs(f.Hearing) }
