package cli_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says which packages of the project a package may import besides
// catalog, kiosk (types) and assets; a name ending in "/" is a whole tree.
// A package that is not listed may not exist.
var arrows = map[string][]string{
	"":                            {"kiosk/cli"},
	"assets":                      {},
	"assets/deb":                  {}, // tests of the package for Debian
	"catalog":                     {},
	"catalog/db":                  {},
	"catalog/linktest":            {}, // addresses for tests
	"catalog/edition":             {},
	"catalog/search":              {},
	"catalog/trust":               {},
	"catalog/amend":               {},
	"catalog/review":              {},
	"catalog/exchange":            {"catalog/source"},
	"catalog/source":              {"catalog/edition"},
	"catalog/shelf":               {"catalog/db", "catalog/search", "catalog/trust", "catalog/edition"},
	"catalog/press":               {"catalog/review", "catalog/trust", "catalog/edition", "catalog/source"},
	"catalog/cli":                 {"catalog/press", "catalog/review", "catalog/exchange", "catalog/trust", "catalog/source"},
	"catalog/cmd/mingbai-catalog": {"catalog/cli"},
	"kiosk":                       {},
	"kiosk/chore":                 {},
	"kiosk/health":                {},
	"kiosk/desk":                  {"catalog/db"}, // owns desk.db, which outbox and staff share
	"kiosk/outbox":                {"catalog/db", "kiosk/desk"},
	"kiosk/staff":                 {"catalog/db", "kiosk/desk"},
	"kiosk/hub":                   {"catalog/db"},
	"kiosk/cmd/mingbai-hub":       {"kiosk/hub"},
	"kiosk/stick":                 {},
	"kiosk/cmd/mingbai-stick":     {"kiosk/stick"},
	"kiosk/speech":                {},
	"kiosk/printer":               {},
	"kiosk/printer/printertest":   {},
	"kiosk/ink":                   {},
	"kiosk/toolkit":               {}, // is loaded before the toolkit: os alone
	// exchange: a workbook on a stick becomes drafts at the kiosk; review: the
	// editor there shows how complete a text is, by the publishers' measure.
	"kiosk/machine": {"kiosk/", "catalog/shelf", "catalog/search", "catalog/source", "catalog/trust", "catalog/amend", "catalog/exchange", "catalog/review"},
	"kiosk/cli":     {"kiosk/", "catalog/cli", "catalog/source", "ui", "ui/gallery", "ui/page", "ui/text", "ui/theme"},
	"ui":            {"ui/page", "ui/part", "ui/theme", "ui/text"},
	"ui/page":       {"ui/part", "ui/theme", "ui/text"},
	"ui/part":       {"ui/theme", "ui/text"},
	"ui/theme":      {},
	"ui/text":       {},
	"ui/gallery":    {"ui", "ui/page", "ui/part", "ui/theme", "ui/text"},
}

// importers says who may import a library: it alone knows it.
var importers = map[string][]string{
	"fyne.io/fyne/v2/app":                  {""},
	"github.com/mattn/go-sqlite3":          {"catalog/db"},
	"github.com/skip2/go-qrcode":           {"ui/part"},
	"github.com/go-resty/resty/v2":         {"catalog/source"},
	"github.com/theupdateframework/go-tuf": {"catalog/trust"},
	"filippo.io/age":                       {"catalog/trust"},
	"github.com/sigstore/sigstore":         {"catalog/trust"},
	"github.com/klauspost/compress":        {"catalog/edition"},
	"github.com/jackc/pgx/v5":              {"kiosk/hub"},
	"github.com/OpenPrinting/goipp":        {"kiosk/printer"},
	"github.com/RoaringBitmap/roaring/v2":  {"catalog/search"},
	"github.com/mozillazg/go-pinyin":       {"catalog/search", "kiosk/speech"},
	"github.com/xuri/excelize/v2":          {"catalog/exchange"},
	"github.com/coreos/go-systemd/v22":     {"kiosk/health"},
}

const module = "mingbai"

// imports lists every package of the project with what it imports.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", module+"/...")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, errs.String())
	}
	all := map[string][]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")] = p.Imports
	}
	return all
}

func allowed(from, to string) bool {
	if to == "assets" && !strings.HasPrefix(from, "catalog") {
		return true
	}
	if to == "catalog" && from != "catalog" || to == "kiosk" && !strings.HasPrefix(from, "catalog") {
		return true
	}
	return slices.ContainsFunc(arrows[from], func(a string) bool {
		return a == to || strings.HasSuffix(a, "/") && strings.HasPrefix(to, a)
	})
}

// TestArrows keeps the diagram of the architecture true.
func TestArrows(t *testing.T) {
	for from, to := range imports(t) {
		if _, ok := arrows[from]; !ok {
			t.Errorf("package %q is not in the diagram: add it there and here, or put its content elsewhere", from)
		}
		for _, path := range to {
			name, ours := strings.CutPrefix(path, module+"/")
			if ours && !allowed(from, name) {
				t.Errorf("%s imports %s, which the diagram does not allow", from, name)
			}
		}
	}
}

// TestLibrariesHaveOneImporter keeps what a library is known by in one place.
func TestLibrariesHaveOneImporter(t *testing.T) {
	for from, to := range imports(t) {
		for _, path := range to {
			for library, only := range importers {
				if (path == library || strings.HasPrefix(path, library+"/")) && !slices.Contains(only, from) {
					t.Errorf("%s imports %s; only %q may", from, path, only)
				}
			}
		}
	}
}

// TestSidesAreApart keeps graphics out of what runs without a screen, and
// everything but the standard library out of the types that all share.
func TestSidesAreApart(t *testing.T) {
	for from, to := range imports(t) {
		for _, path := range to {
			graphics := strings.HasPrefix(path, "fyne.io/") || strings.HasPrefix(path, module+"/ui")
			machine := strings.HasPrefix(from, "catalog") || strings.HasPrefix(from, "kiosk") && from != "kiosk/cli"
			if machine && graphics {
				t.Errorf("%s imports %s: it must run without graphics", from, path)
			}
			first, _, _ := strings.Cut(path, "/")
			if from == "catalog" && strings.Contains(first, ".") {
				t.Errorf("catalog imports %s: only the standard library is allowed", path)
			}
		}
	}
}
