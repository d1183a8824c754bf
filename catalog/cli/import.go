package cli

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

// Exit codes of every verb.
const (
	Done  = 0
	Fail  = 1
	Usage = 2
)

const importUsage = `usage: mingbai import FILE... -into DIR [-partial] [-json]
Turns item lists or Excel workbooks into a folder of records, one JSON file
each. A file with a fault is refused whole, and the folder stays as it is; with
-partial the rows of a workbook that are in order are taken, the others listed.
example: mingbai import items.json -into records && mingbai -records records
`

// Import turns item lists or workbooks into a folder of records and returns
// the exit code.
func Import(args []string, out, errs io.Writer) int {
	f := flag.NewFlagSet("import", flag.ContinueOnError)
	f.SetOutput(errs)
	f.Usage = func() { fmt.Fprint(errs, importUsage) }
	into := f.String("into", "", "")
	asJSON := f.Bool("json", false, "")
	partial := f.Bool("partial", false, "")
	files, err := interspersed(f, args)
	if err != nil {
		return Usage
	}
	if len(files) == 0 || *into == "" {
		f.Usage()
		return Usage
	}
	switch books := countWorkbooks(files); {
	case books == len(files):
		return workbooks{*into, *partial, *asJSON, out, errs}.importAll(files)
	case books > 0:
		fmt.Fprintln(errs, "mingbai: import item lists and workbooks one after the other, not together")
		return Usage
	}
	records, err := readItemLists(files)
	if err == nil {
		var n int
		if n, err = exchange.WriteFolder(*into, records); err == nil {
			return report(records, n, *into, *asJSON, out, errs)
		}
	}
	fmt.Fprintln(errs, "mingbai:", err)
	return Fail
}

func countWorkbooks(files []string) int {
	n := 0
	for _, name := range files {
		if isWorkbook(name) {
			n++
		}
	}
	return n
}

// interspersed reads flags before, between and after the other arguments.
func interspersed(f *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, f.Arg(0)), f.Args()[1:]
	}
}

func readItemLists(files []string) ([]*catalog.Record, error) {
	var all []*catalog.Record
	seen := map[catalog.ID]string{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("import: %w", err)
		}
		records, err := exchange.ItemList(b)
		if err != nil {
			return nil, fmt.Errorf("import %s: nothing was imported: %w", name, err)
		}
		for _, r := range records {
			switch first := seen[r.ID]; {
			case first == "":
				seen[r.ID] = name
				all = append(all, r)
			case r.Kind() != catalog.KindOffice:
				return nil, fmt.Errorf("import %s: nothing was imported: %s (%s) is in %s too; leave one of the files out", name, r.ID, r.Title[catalog.ZH], first)
			}
		}
	}
	return all, nil
}

// report says what was imported, and what a kiosk will not show as it is.
func report(records []*catalog.Record, written int, dir string, asJSON bool, out, errs io.Writer) int {
	kinds := map[catalog.Kind]int{}
	plain, example := 0, ""
	for _, r := range records {
		kinds[r.Kind()]++
		for _, l := range r.Links() {
			if strings.HasPrefix(l.URL, "http://") {
				plain++
				if example == "" {
					example = l.URL
				}
			}
		}
		if asJSON {
			line, err := json.Marshal(map[string]any{"id": r.ID, "title": r.Title[catalog.ZH]})
			if err != nil {
				fmt.Fprintln(errs, "mingbai:", err)
				return Fail
			}
			fmt.Fprintf(out, "%s\n", line)
		}
	}
	if !asJSON {
		fmt.Fprintf(out, "%d offices\n%d guides\n%d files written into %s, %d were the same already\n",
			kinds[catalog.KindOffice], kinds[catalog.KindGuide], written, dir, len(records)-written)
	}
	if plain > 0 {
		fmt.Fprintf(errs, "%d links are plain http, the first: %s (hint: a kiosk shows no code for them until their host is under http_hosts of its configuration)\n", plain, example)
	}
	return Done
}
