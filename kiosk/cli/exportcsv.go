package cli

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
	"mingbai/ui/text"
)

const exportCSVUsage = `usage: mingbai export -csv DIR [-data DIR] [-config FILE]
Writes what this kiosk counted in 90 days into tables that any spreadsheet
opens: visits by day, openings by record and by day, languages, modes, ratings
and searches without a result. Numbers only; fewer than five are written as
"少于5". DIR is made, and must not hold tables of an earlier export.
A kiosk may run meanwhile.
example: mingbai export -csv /media/usb/2026-11
`

// exportCSV writes the statistics of this kiosk.
func (p Program) exportCSV(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("export", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, exportCSVUsage); f.PrintDefaults() }
	var c content
	f.StringVar(&c.config, "config", "", "configuration `FILE` (default /etc/mingbai/mingbai.toml, else built in)")
	f.StringVar(&c.data, "data", "", "data directory `DIR` (default $STATE_DIRECTORY, else $XDG_DATA_HOME/mingbai)")
	dir := f.String("csv", "", "write the tables into this `DIR`")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err != nil || len(rest) > 0 || *dir == "" || strings.HasPrefix(*dir, "-") {
		if err == nil {
			f.Usage()
		}
		return Usage
	}
	m, end, err := c.open(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	s, err := m.Statistics()
	if err == nil {
		err = writeTables(*dir, tables(m, s))
	}
	if err != nil {
		return p.fail(err)
	}
	fmt.Fprintf(p.Out, "%s to %s in %s\n", s.From, s.To, *dir)
	return Done
}

// A table is one file.
type table struct {
	name string
	rows [][]string // the first is the heading
}

// tables are the statistics as tables with Chinese headings.
func tables(m *machine.Machine, s kiosk.Statistics) []table {
	words := text.In(catalog.ZH)
	days := table{"按日.csv", [][]string{{"日期", "使用人次", "没查到"}}}
	byDay := table{"条目按日.csv", [][]string{{"日期", "条目", "名称", "打开次数"}}}
	for _, d := range s.Days {
		days.rows = append(days.rows, []string{d.Day.String(), counted(d.Sessions), counted(d.NotFound)})
		for _, c := range d.Opened {
			byDay.rows = append(byDay.rows, []string{d.Day.String(), c.Of, titleOf(m, c.Of), counted(c.N)})
		}
	}
	opened := table{"条目.csv", [][]string{{"条目", "名称", "打开次数"}}}
	for _, c := range s.Opened {
		opened.rows = append(opened.rows, []string{c.Of, titleOf(m, c.Of), counted(c.N)})
	}
	named := func(file, heading string, counts []kiosk.Count, name func(string) string) table {
		t := table{file, [][]string{{heading, "次数"}}}
		for _, c := range counts {
			t.rows = append(t.rows, []string{name(c.Of), counted(c.N)})
		}
		return t
	}
	of := func(prefix string) func(string) string {
		return func(code string) string {
			if words.Has(prefix + code) {
				return words.Get(prefix + code)
			}
			return code
		}
	}
	level := func(code string) string { return words.Get("level." + strconv.Itoa(int(kiosk.LevelOf(code)))) }
	all := []table{days, opened, byDay, named("语言.csv", "语言", s.Languages, of("lang.")), named("显示方式.csv", "方式", s.Modes, of("mode.")),
		named("评价.csv", "评价", s.Ratings, level)}
	if len(s.Missed) > 0 {
		missed := table{"没查到的词.csv", [][]string{{"日期", "词", "人次"}}}
		for _, w := range s.Missed {
			missed.rows = append(missed.rows, []string{w.Day.String(), w.Words, strconv.FormatInt(w.Sessions, 10)})
		}
		all = append(all, missed)
	}
	return all
}

func counted(n int64) string {
	if n == kiosk.Few {
		return "少于" + strconv.Itoa(kiosk.TallyLeast)
	}
	return strconv.FormatInt(n, 10)
}

// titleOf is the Chinese title of a record that is still there.
func titleOf(m *machine.Machine, id string) string {
	r, err := m.Record(catalog.ID(id))
	if err != nil {
		return ""
	}
	return r.Title[catalog.ZH]
}

// writeTables writes every table, or none over one that is there.
func writeTables(dir string, all []table) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write tables: %w", err)
	}
	for _, t := range all {
		if _, err := os.Lstat(filepath.Join(dir, t.name)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("write tables: %s is there already (hint: name a new folder)", filepath.Join(dir, t.name))
		}
	}
	for _, t := range all {
		if err := t.write(filepath.Join(dir, t.name)); err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
	}
	return nil
}

func (t table) write(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(file, "\ufeff") // by which spreadsheets know UTF-8
	w := csv.NewWriter(file)
	w.UseCRLF = true
	for _, row := range t.rows {
		err = errors.Join(err, w.Write(harmless(row)))
	}
	w.Flush()
	return errors.Join(err, w.Error(), file.Sync(), file.Close())
}

// harmless keeps a spreadsheet from taking a cell for a formula (OWASP, CSV
// Injection).
func harmless(row []string) []string {
	safe := make([]string, len(row))
	for i, s := range row {
		if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
			s = "'" + s
		}
		safe[i] = s
	}
	return safe
}
