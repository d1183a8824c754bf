package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// A fact is one thing that a verb has to say.
type fact struct {
	name  string // in words
	value any
}

// say prints facts: a line each, or one JSON object of all.
func (d *desk) say(facts ...fact) error {
	if d.asJSON {
		return d.sayJSON(facts)
	}
	for _, f := range facts {
		if _, err := fmt.Fprintf(d.out, "%s: %v\n", f.name, f.value); err != nil {
			return err
		}
	}
	return nil
}

// sayJSON keeps the order of the facts.
func (d *desk) sayJSON(facts []fact) error {
	var line bytes.Buffer
	for i, f := range facts {
		line.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		name, err := json.Marshal(strings.ReplaceAll(f.name, " ", "_"))
		if err != nil {
			return err
		}
		value, err := json.Marshal(f.value)
		if err != nil {
			return err
		}
		line.Write(name)
		line.WriteByte(':')
		line.Write(value)
	}
	_, err := fmt.Fprintf(d.out, "%s}\n", line.Bytes())
	return err
}

// print prints one value as a line of JSON.
func (d *desk) print(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(d.out, "%s\n", b)
	return err
}

// note tells people something beside the facts, such as a warning.
func (d *desk) note(format string, args ...any) {
	fmt.Fprintf(d.errs, format+"\n", args...)
}

// progress says at a terminal what takes a while; elsewhere nothing.
func (d *desk) progress(format string, args ...any) {
	if f, ok := d.errs.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		d.note(format, args...)
	}
}
