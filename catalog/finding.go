package catalog

// A Severity says whether a finding stops a record from being published.
type Severity int

// Advice may wait; a blocking finding refuses the record.
const (
	Advice Severity = iota
	Blocking
)

// A Finding (问题) is something wrong with a record, in words an editor can
// act on.
type Finding struct {
	Severity Severity
	Code     string // stable, lower case, such as "title-missing"
	Field    string // the JSON path, such as "body.materials[2].name"
	Say      Text   // what is wrong and what to do, in every language
}

func block(code, field, zh, en, ru string) Finding {
	return Finding{Blocking, code, field, Text{ZH: zh, EN: en, RU: ru}}
}

func advise(code, field, zh, en, ru string) Finding {
	return Finding{Advice, code, field, Text{ZH: zh, EN: en, RU: ru}}
}
