package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"mingbai/catalog"
)

const doctorUsage = `usage: mingbai doctor [-data DIR] [-config FILE] [-lang zh|en|ru] [-json]
Says how this kiosk is: one fact a line, and what to do where something is
wrong, which is marked with "!". A kiosk may run meanwhile.
Exit codes: 0 all is well, 3 something is wrong, 1 the kiosk cannot work.
example: mingbai doctor
example: mingbai doctor -json | jq 'select(.ok | not)'
`

// A fact is one line of the doctor.
type fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	OK    bool   `json:"ok"`
	Hint  string `json:"hint,omitempty"` // what to do; "" where it is well
}

// A doctor collects facts.
type doctor struct {
	program Program
	content content
	lang    catalog.Lang
	tell    func(fact) error
	worst   int // exit code
	err     error
}

// doctor examines this kiosk.
func (p Program) doctor(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("doctor", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, doctorUsage); f.PrintDefaults() }
	d := doctor{program: p}
	f.StringVar(&d.content.config, "config", "", "configuration `FILE` (default /etc/mingbai/mingbai.toml, else built in)")
	f.StringVar(&d.content.data, "data", "", "data directory `DIR` (default $STATE_DIRECTORY, else $XDG_DATA_HOME/mingbai)")
	asJSON := f.Bool("json", false, "one JSON object a line")
	lang := f.String("lang", tongue(), "`LANG` of what to do about conditions: zh, en or ru")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err != nil || len(rest) > 0 || !slices.Contains(catalog.Langs(), catalog.Lang(*lang)) {
		if err == nil {
			f.Usage()
		}
		return Usage
	}
	d.lang, d.tell = catalog.Lang(*lang), printFact(p.Out, *asJSON)
	d.examine(ctx)
	if d.err != nil {
		return p.fail(d.err)
	}
	return d.worst
}

// tongue is the language of who asks, as far as there are words in it.
func tongue() string {
	for _, l := range catalog.Langs() {
		if strings.HasPrefix(os.Getenv("LANG"), string(l)) {
			return string(l)
		}
	}
	return string(catalog.EN)
}

func printFact(out io.Writer, asJSON bool) func(fact) error {
	return func(f fact) error {
		if asJSON {
			b, err := json.Marshal(f)
			if err == nil {
				_, err = fmt.Fprintf(out, "%s\n", b)
			}
			return err
		}
		mark, hint := " ", ""
		if !f.OK {
			mark = "!"
		}
		if f.Hint != "" {
			hint = " (hint: " + f.Hint + ")"
		}
		_, err := fmt.Fprintf(out, "%s %-9s %s%s\n", mark, f.Name, f.Value, hint)
		return err
	}
}

// say tells that something is as it should be.
func (d *doctor) say(name, format string, args ...any) {
	d.put(fact{Name: name, Value: fmt.Sprintf(format, args...), OK: true}, Done)
}

// wrong tells that something is wrong, and what to do.
func (d *doctor) wrong(name, value, hint string) {
	d.put(fact{Name: name, Value: value, Hint: hint}, Findings)
}

// broken tells what keeps the kiosk from working at all, and what to do where
// the error does not say it.
func (d *doctor) broken(name string, err error, otherwise string) {
	d.put(split(name, err, otherwise), Fail)
}

// failed tells of an error that is none of the whole kiosk.
func (d *doctor) failed(name string, err error, otherwise string) {
	d.put(split(name, err, otherwise), Findings)
}

// split takes the hint off an error.
func split(name string, err error, otherwise string) fact {
	value, hint, _ := strings.Cut(oneLine(err.Error()), "hint: ")
	return fact{Name: name, Value: strings.TrimRight(value, " (;"), Hint: cmp.Or(strings.TrimSuffix(hint, ")"), otherwise)}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (d *doctor) put(f fact, code int) {
	if code == Fail || code == Findings && d.worst == Done {
		d.worst = code
	}
	d.err = errors.Join(d.err, d.tell(f))
}

// built says of what the program was made.
func (d *doctor) built() {
	b, ok := debug.ReadBuildInfo()
	if !ok {
		return
	}
	words := b.GoVersion
	for _, m := range b.Deps {
		if m.Path == "fyne.io/fyne/v2" || m.Path == "github.com/mattn/go-sqlite3" {
			words += ", " + path.Base(strings.TrimSuffix(m.Path, "/v2")) + " " + m.Version
		}
	}
	d.say("built", "%s, %s/%s", words, runtime.GOOS, runtime.GOARCH)
}

// examine looks at everything in turn. What is needed to look at the next
// thing and is not there, ends only that.
func (d *doctor) examine(ctx context.Context) {
	d.say("version", "%s", Version)
	d.built()
	config, ok := d.config()
	dir, there := d.directory()
	if there {
		d.life(dir)
	}
	d.space(dir)
	d.time()
	if ok && there {
		d.open(ctx, dir)
	}
	if ok {
		d.devices(ctx, config)
	}
}
