package catalog

// A Commitment (承诺) is a promise that can be measured.
type Commitment struct {
	Topic   Text   `json:"topic,omitempty"`
	Promise Text   `json:"promise,omitempty"`
	Metric  Metric `json:"metric,omitzero"`
	Remedy  Text   `json:"remedy,omitempty"` // what happens when it is not kept
	How     Text   `json:"how,omitempty"`    // how it is checked
	Kept    *Kept  `json:"kept,omitempty"`
	Order   int    `json:"order,omitempty"`
}

// A Metric is the measure of a promise: within 24 hours, at least 98 %.
type Metric struct {
	Quantity  Text   `json:"quantity,omitempty"`
	Compare   Code   `json:"compare,omitzero"` // within, before, at_least, at_most, every
	Threshold string `json:"threshold,omitempty"`
	Unit      Text   `json:"unit,omitempty"` // as shown after the number: 小时内
}

// Kept says how often a promise was kept.
type Kept struct {
	Permille int    `json:"permille"` // 0 to 1000
	Over     Period `json:"over,omitzero"`
	Source   Text   `json:"source,omitempty"`
}

func (c *Commitment) Kind() Kind    { return KindCommitment }
func (c *Commitment) Links() []Link { return nil }

func (c *Commitment) Check(note func(Finding)) {
	if c.Metric.Threshold == "" {
		note(advise("not-measurable", "body.metric.threshold", "承诺没有数字，没法核对", "the promise has no number and cannot be checked", "В обещании нет числа, проверить его нельзя"))
	}
	if k := c.Kept; k != nil && (k.Permille < 0 || k.Permille > 1000) {
		note(block("kept-range", "body.kept.permille", "兑现率应在 0 到 1000（千分比）之间", "the kept share lies outside 0 to 1000 permille: correct it", "Доля выполнения — от 0 до 1000 (промилле)"))
	}
	if k := c.Kept; k != nil && k.Source.Empty() {
		note(advise("kept-no-source", "body.kept.source", "兑现率没有写来源", "the kept share has no source", "Не указан источник доли выполнения"))
	}
}

func (c *Commitment) Words(yield func(Text) bool) { yieldAll(yield, c.Topic, c.Promise) }
