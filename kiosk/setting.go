package kiosk

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"
)

// A Setting is one key of the configuration, what it is, and where that comes
// from.
type Setting struct {
	Key   string
	Value string // as JSON; of a secret only whether there is one
	From  string // a file, or "default"
}

// secrets are keys whose values nobody reads aloud over the telephone.
var secrets = map[string]bool{"hub_token": true}

// Settings lists every key of c in the order of [Config]. data is the file
// that it was read from, named from; nil is none.
func (c Config) Settings(data []byte, from string) ([]Setting, error) {
	var there map[string]any
	if err := toml.Unmarshal(data, &there); err != nil {
		return nil, fmt.Errorf("read %s: %w", from, err)
	}
	var all []Setting
	v := reflect.ValueOf(c)
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("toml"), ",")
		s := Setting{Key: key, From: "default"}
		if _, ok := there[key]; ok {
			s.From = from
		}
		b, err := json.Marshal(v.Field(i).Interface())
		if err != nil {
			return nil, fmt.Errorf("print %s: %w", key, err)
		}
		if s.Value = string(b); s.Value == "null" {
			s.Value = "[]"
		}
		if secrets[key] && !v.Field(i).IsZero() {
			s.Value = "(set)"
		}
		all = append(all, s)
	}
	return all, nil
}
