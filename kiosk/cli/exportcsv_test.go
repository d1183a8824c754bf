package cli

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mingbai/kiosk"
)

// TestTablesReadBack writes tables and reads them as a spreadsheet does.
func TestTablesReadBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "2026-11")
	rows := [][]string{{"名称", "次数"}, {"居民养老保险，\"参保\"登记", counted(321)}, {"=1+1", counted(kiosk.Few)}, {"-5", "0"}}
	if err := writeTables(dir, []table{{"a.csv", rows}}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	words, bom := strings.CutPrefix(string(b), "\ufeff")
	if !bom {
		t.Error("a spreadsheet would not know the encoding")
	}
	got, err := csv.NewReader(strings.NewReader(words)).ReadAll()
	want := [][]string{rows[0], rows[1], {"'=1+1", "少于5"}, {"'-5", "0"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if err := writeTables(dir, []table{{"b.csv", rows}, {"a.csv", rows}}); err == nil || !strings.Contains(err.Error(), "hint") {
		t.Errorf("over what is there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "b.csv")); err == nil {
		t.Error("half of the tables were written")
	}
}
