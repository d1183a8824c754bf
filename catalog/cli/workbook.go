package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/source"
)

// isWorkbook reports whether a file begins as workbooks do, also those that
// are refused: a zip, or the older form of Office.
func isWorkbook(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false // whoever reads it will say so
	}
	defer f.Close()
	head := make([]byte, 4)
	n, _ := io.ReadFull(f, head)
	return bytes.HasPrefix(head[:n], []byte("PK")) || bytes.HasPrefix(head[:n], []byte("\xD0\xCF\x11\xE0"))
}

// A workbooks reads Excel workbooks into a folder of records.
type workbooks struct {
	into            string
	partial, asJSON bool
	out, errs       io.Writer
}

// importAll reads one workbook after the other; each is compared with what
// the folder holds and the ones before it say. Nothing is written when
// anything is wrong, unless what is wrong may be left out.
func (w workbooks) importAll(files []string) int {
	base, err := readFolder(w.into)
	if err != nil {
		return w.fail(err)
	}
	var edited []*catalog.Record
	left := 0
	for _, name := range files {
		im, err := w.read(name, base)
		if err != nil && len(im.Problems) == 0 {
			return w.fail(fmt.Errorf("import %s: nothing was imported: %w", name, err))
		}
		w.problems(name, im)
		if left += len(im.Problems); err != nil {
			fmt.Fprintf(w.errs, "nothing was imported: %d problems\n", len(im.Problems))
			return Found
		}
		edited = merge(edited, im.Edited())
		base = merge(base, im.Edited())
	}
	written, err := exchange.WriteFolder(w.into, edited)
	if err != nil {
		return w.fail(err)
	}
	fmt.Fprintf(w.out, "%d files written into %s\n", written, w.into)
	if left > 0 {
		return Found
	}
	return Done
}

func (w workbooks) fail(err error) int {
	fmt.Fprintln(w.errs, "mingbai:", err)
	return Fail
}

// read reads one workbook against base.
func (w workbooks) read(name string, base []*catalog.Record) (exchange.Import, error) {
	f, err := os.Open(name)
	if err != nil {
		return exchange.Import{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return exchange.Import{}, err
	}
	return exchange.WorkbookReader{Base: base, Partial: w.partial, Progress: progressTo(w.errs, "rows read")}.Read(f, info.Size())
}

// problems prints what is wrong, what changes, and what is worth knowing.
func (w workbooks) problems(name string, im exchange.Import) {
	for _, p := range im.Problems {
		fmt.Fprintf(w.errs, "%s: %s / %s\n", name, p.In(catalog.ZH), p.Say[catalog.EN])
	}
	for _, p := range im.Ignored {
		fmt.Fprintf(w.errs, "%s: %s\n", name, p.In(catalog.ZH))
	}
	for _, c := range im.Changes {
		if w.asJSON {
			if b, err := json.Marshal(map[string]any{"id": c.ID, "field": c.Field, "old": c.Old, "new": c.New}); err == nil {
				fmt.Fprintf(w.out, "%s\n", b)
			}
			continue
		}
		fmt.Fprintf(w.out, "%s %s: %s → %s\n", c.ID, c.Field, c.Old, c.New)
	}
	if n := len(im.Missing); n > 0 {
		fmt.Fprintf(w.errs, "%d records have no row any more and stay as they are (hint: delete their files)\n", n)
	}
	if !w.asJSON {
		fmt.Fprintf(w.out, "%d added, %d changed\n", len(im.Added), len(im.Changed))
	}
}

// merge puts records over those of the same id.
func merge(base, over []*catalog.Record) []*catalog.Record {
	at := map[catalog.ID]int{}
	all := append([]*catalog.Record{}, base...)
	for i, r := range all {
		at[r.ID] = i
	}
	for _, r := range over {
		if i, ok := at[r.ID]; ok {
			all[i] = r
			continue
		}
		at[r.ID] = len(all)
		all = append(all, r)
	}
	return all
}

// readFolder reads a folder of records; one that is not there has none.
func readFolder(dir string) ([]*catalog.Record, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return source.Folder(os.DirFS(dir))
}

// progressTo counts at a terminal; elsewhere it says nothing.
func progressTo(errs io.Writer, what string) func(done, total int) {
	f, ok := errs.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return func(done, total int) { fmt.Fprintf(f, "\r%d of %d %s", done, total, what) }
}

const exportUsage = `usage: mingbai export -xlsx FILE -records DIR
Writes a folder of records as one Excel workbook: a sheet for each kind, and
one for each kind of list. Read back with import it makes exactly its edits.
example: mingbai export -xlsx records.xlsx -records records
`

// ExportWorkbook writes a folder of records as a workbook and returns the exit
// code.
func ExportWorkbook(args []string, out, errs io.Writer) int {
	f := flag.NewFlagSet("export", flag.ContinueOnError)
	f.SetOutput(errs)
	f.Usage = func() { fmt.Fprint(errs, exportUsage) }
	file := f.String("xlsx", "", "")
	dir := f.String("records", "", "")
	rest, err := interspersed(f, args)
	if err != nil {
		return Usage
	}
	if len(rest) > 0 || *file == "" || *dir == "" {
		f.Usage()
		return Usage
	}
	records, err := source.Folder(os.DirFS(*dir))
	if err == nil && len(records) == 0 {
		err = fmt.Errorf("open records of %s: there are none (hint: a folder holds KIND/NAME.json files)", *dir)
	}
	if err == nil {
		err = writeWorkbook(*file, records, progressTo(errs, "rows written"))
	}
	if err != nil {
		fmt.Fprintln(errs, "mingbai:", err)
		return Fail
	}
	fmt.Fprintf(out, "%d records written into %s\n", len(records), *file)
	return Done
}

// writeWorkbook writes the file whole or not at all.
func writeWorkbook(path string, records []*catalog.Record, progress func(done, total int)) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	err = exchange.WorkbookWriter{Progress: progress}.Write(f, records)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write workbook %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}
