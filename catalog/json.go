package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
)

// MaxLine is the longest canonical line of a record, in bytes.
const MaxLine = 256 << 10

type recordJSON struct {
	ID      ID              `json:"id"`
	Title   Text            `json:"title,omitempty"`
	Number  uint32          `json:"number,omitempty"`
	Office  ID              `json:"office,omitempty"`
	Valid   Period          `json:"valid,omitzero"`
	Checked Stamp           `json:"checked,omitzero"`
	Basis   []Basis         `json:"basis,omitempty"`
	Clear   Clearance       `json:"clear,omitzero"`
	Plain   []Section       `json:"plain,omitempty"`
	Example bool            `json:"example,omitempty"`
	Body    json.RawMessage `json:"body,omitempty"`
}

// ReadRecord reads the JSON form of one record. It refuses an id that is
// malformed; every other fault is left to [Record.Check].
func ReadRecord(b []byte) (*Record, error) {
	r := new(Record)
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	return r, nil
}

// UnmarshalJSON reads the form described in the package documentation.
func (r *Record) UnmarshalJSON(b []byte) error {
	var j recordJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	if err := j.ID.Check(); err != nil {
		return err
	}
	body := newBody(j.ID.Kind())
	if len(j.Body) > 0 {
		if err := json.Unmarshal(j.Body, body); err != nil {
			return fmt.Errorf("%s: body: %w", j.ID, err)
		}
	}
	unknown, err := others(b, recordJSON{})
	if err != nil {
		return err
	}
	rest, err := others(j.Body, body)
	if err != nil {
		return err
	}
	*r = Record{ID: j.ID, Title: j.Title, Number: j.Number, Office: j.Office, Valid: j.Valid,
		Checked: j.Checked, Basis: j.Basis, Clear: j.Clear, Plain: j.Plain, Example: j.Example,
		Body: body, unknown: unknown, rest: rest}
	return nil
}

// MarshalJSON writes the fields of Line; what encodes it may escape some
// characters, so use Line where bytes matter.
func (r *Record) MarshalJSON() ([]byte, error) { return r.Line() }

// Line returns the canonical form of the record, without a line end.
func (r *Record) Line() ([]byte, error) {
	body, err := merge(r.Body, r.rest)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", r.ID, err)
	}
	line, err := merge(recordJSON{ID: r.ID, Title: r.Title, Number: r.Number, Office: r.Office, Valid: r.Valid,
		Checked: r.Checked, Basis: r.Basis, Clear: r.Clear, Plain: r.Plain, Example: r.Example, Body: body}, r.unknown)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", r.ID, err)
	}
	return Canonical(line)
}

// Canonical returns the canonical form of a JSON object: one line, sorted
// keys, no insignificant white space, no HTML escapes, numbers as written.
func Canonical(b []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("read object: %w", err)
	}
	if d.More() {
		return nil, fmt.Errorf("read object: more follows after its end")
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// others returns the fields of object that the struct like does not have.
func others(object []byte, like any) (map[string]json.RawMessage, error) {
	if len(object) == 0 {
		return nil, nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(object, &all); err != nil {
		return nil, err
	}
	t := reflect.TypeOf(like)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		delete(all, name)
		for other := range all {
			if strings.EqualFold(other, name) { // the decoder would take it for the field
				return nil, fmt.Errorf("field %q: write it as %q", other, name)
			}
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	return all, nil
}

func merge(v any, more map[string]json.RawMessage) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil || len(more) == 0 {
		return b, err
	}
	all := map[string]json.RawMessage{}
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, err
	}
	maps.Copy(all, more)
	return json.Marshal(all)
}
