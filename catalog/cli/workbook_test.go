package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog/cli"
)

// book writes the folder of a list as a workbook.
func book(t *testing.T) (dir, path string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "records")
	if code, _, errs := run(t, write(t, list), "-into", dir); code != cli.Done {
		t.Fatal(errs)
	}
	path = filepath.Join(t.TempDir(), "records.xlsx")
	var out, errs bytes.Buffer
	if code := cli.ExportWorkbook([]string{"-xlsx", path, "-records", dir}, &out, &errs); code != cli.Done || !strings.Contains(out.String(), "2 records written") {
		t.Fatalf("code %d: %s%s", code, out.String(), errs.String())
	}
	return dir, path
}

func TestUnchangedWorkbookChangesNothing(t *testing.T) {
	dir, path := book(t)
	if code, out, errs := run(t, path, "-into", dir); code != cli.Done || !strings.Contains(out, "0 added, 0 changed\n0 files written") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}

func TestEditedCellChangesOneField(t *testing.T) {
	dir, path := book(t)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found, err := f.SearchSheet("服务指南", "入学")
	if err != nil || len(found) == 0 {
		t.Fatalf("the title is not in the workbook: %v, %v", found, err)
	}
	if err := f.SetCellStr("服务指南", found[0], "小学入学"); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, path, "-into", dir)
	if code != cli.Done || !strings.Contains(out, "guide/a1 title.zh") || !strings.Contains(out, "0 added, 1 changed\n1 files written") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	b, err := os.ReadFile(filepath.Join(dir, "guide", "a1.json"))
	if err != nil || !strings.Contains(string(b), "小学入学") {
		t.Errorf("the record says %s, %v", b, err)
	}
}

func TestBrokenWorkbookImportsNothing(t *testing.T) {
	dir, path := book(t)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b[:len(b)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run(t, path, "-into", dir); code == cli.Done || !strings.Contains(errs, "nothing was imported") {
		t.Errorf("code %d: %s", code, errs)
	}
	if code, _, errs := run(t, path, write(t, list), "-into", dir); code != cli.Usage || !strings.Contains(errs, "one after the other") {
		t.Errorf("a list and a workbook together: code %d: %s", code, errs)
	}
}
