package review

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mingbai/catalog"
)

// severities are the words of a severity, by language and as a code.
var severities = map[catalog.Severity]struct{ zh, en, code string }{
	catalog.Blocking: {"须改", "must change", "blocking"},
	catalog.Advice:   {"建议", "advice", "advice"},
}

// In returns the finding on one line in a language.
func (f Finding) In(lang catalog.Lang) string {
	word := severities[f.Severity].en
	if lang == catalog.ZH {
		word = severities[f.Severity].zh
	}
	say, _ := f.Say.In(lang)
	where := strings.TrimSpace(string(f.ID) + " " + f.Field)
	return fmt.Sprintf("%s %s [%s]: %s", word, Plain(where), f.Code, Plain(say))
}

// MarshalJSON writes {"severity": "blocking", "id": …, "code": …, "field": …,
// "say": {"zh": …, "en": …}}.
func (f Finding) MarshalJSON() ([]byte, error) {
	return json.Marshal(findingJSON{severities[f.Severity].code, f.ID, f.Code, f.Field, f.Say})
}

type findingJSON struct {
	Severity string       `json:"severity"`
	ID       catalog.ID   `json:"id,omitempty"`
	Code     string       `json:"code"`
	Field    string       `json:"field,omitempty"`
	Say      catalog.Text `json:"say"`
}

// UnmarshalJSON reads the form of MarshalJSON.
func (f *Finding) UnmarshalJSON(b []byte) error {
	var j findingJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*f = Finding{j.ID, catalog.Finding{Code: j.Code, Field: j.Field, Say: j.Say}}
	for s, words := range severities {
		if words.code == j.Severity {
			f.Severity = s
			return nil
		}
	}
	return fmt.Errorf("severity %.20q: want blocking or advice", j.Severity)
}

// walk yields every piece of text in a tree of JSON with its path, in the
// order of the paths.
func walk(path string, v any, yield func(path, words string)) {
	switch v := v.(type) {
	case string:
		yield(path, v)
	case []any:
		for i, e := range v {
			walk(fmt.Sprintf("%s[%d]", path, i), e, yield)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			walk(strings.TrimPrefix(path+"."+name, "."), v[name], yield)
		}
	}
}
