package press

import (
	"encoding/json"
	"fmt"
	"maps"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// form is the version of state.json.
const form = 1

// A memory is what a repository knows of itself: state.json.
type memory struct {
	Form      int                     `json:"form"`
	Edition   int64                   `json:"edition"` // the newest, 0 before the first
	Documents map[trust.Role][]byte   `json:"documents"`
	Numbers   map[catalog.ID]uint32   `json:"numbers"` // short numbers, also of records that went
	Retired   map[string]catalog.Date `json:"retired"` // files of the tree that nothing names any more, since when
}

func (m memory) clone() memory {
	m.Documents, m.Numbers, m.Retired = maps.Clone(m.Documents), maps.Clone(m.Numbers), maps.Clone(m.Retired)
	if m.Retired == nil {
		m.Retired = map[string]catalog.Date{}
	}
	if m.Numbers == nil {
		m.Numbers = map[catalog.ID]uint32{}
	}
	return m
}

func (m memory) write() ([]byte, error) {
	m.Form = form
	return json.MarshalIndent(m, "", "\t")
}

func readMemory(b []byte) (memory, error) {
	var m memory
	if err := json.Unmarshal(b, &m); err != nil {
		return memory{}, err
	}
	if m.Form != form {
		return memory{}, fmt.Errorf("its form is %d, this program reads %d; hint: update the program", m.Form, form)
	}
	return m, nil
}

// named lists the files of the tree that documents name, and the documents
// themselves but for the roots, which stay for ever.
func named(documents trust.State) (map[string]bool, error) {
	names := map[string]bool{}
	files, err := documents.Files()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		names[f.Name] = true
	}
	for _, role := range []trust.Role{trust.Targets, trust.Withdraw} {
		targets, err := targetsOf(documents[role])
		if err != nil {
			return nil, err
		}
		for _, t := range targets {
			names[t.File()] = true
		}
	}
	return names, nil
}
