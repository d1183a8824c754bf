package shelf

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"mingbai/catalog"
)

// migrations makes files of the texts of migrations.
func migrations(steps []string) fs.FS {
	files := fstest.MapFS{}
	for i, s := range steps {
		files[fmt.Sprintf("%03d.sql", i+1)] = &fstest.MapFile{Data: []byte(s)}
	}
	return files
}

// After an update of the program notices came in the order of the old one
// until the next edition.
func TestOtherLayoutIsListedAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	s := mustOpen(t, path)
	mustApply(t, s, Edition{Number: 1}, noon, listed...)
	want := describe(t, s)
	for _, query := range []string{`UPDATE head SET place = -place, title = '{"zh":"旧"}', col = 'old'`, `DELETE FROM naming`, `UPDATE listing SET layout = -1`} {
		if _, err := s.db.Write.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if describe(t, s) == want {
		t.Fatal("the listing was not disturbed")
	}
	s.Close()
	if got := describe(t, mustOpen(t, path)); got != want {
		t.Errorf("listing =\n%s\nwant\n%s", got, want)
	}
}

// listed has records of every kind that is listed in its own way. Never change
// them: the digest below is of how they are listed.
var listed = []string{
	line("topic/b", "主题", `"body":{"order":1,"members":["fee/a","guide/a"],"groups":[{"members":["guide/b"]}]}`),
	line("topic/a", "主题", `"body":{"order":2}`),
	line("guide/a", "乙", `"office":"office/a"`, `"body":{"topics":["topic/a"]}`),
	line("guide/b", "甲", `"body":{"topics":["topic/b","topic/a"]}`),
	line("office/a", "甲", `"body":{"sort":"water"}`),
	line("office/b", "乙", `"body":{"sort":"government"}`),
	line("fee/a", "费", `"body":{"field":"traffic"}`),
	line("counter/a", "丙", `"body":{"floor":2,"place":{"x":10,"y":1}}`),
	line("counter/b", "乙", `"body":{"floor":1,"place":{"x":90,"y":5}}`),
	line("channel/a", "丙", `"body":{"order":2}`),
	line("channel/b", "乙", `"body":{"order":1}`),
	line("commitment/a", "丙", `"body":{"order":2}`),
	line("commitment/b", "乙", `"body":{"order":1}`),
	line("notice/a", "丙", `"body":{"group":"outage","issued":"2026-11-01"}`),
	line("notice/b", "乙", `"body":{"issued":"2026-11-02"}`),
	line("notice/c", "乙", `"body":{"priority":1}`),
	line("disclosure/a", "丙", `"body":{"column":"budget","issued":"2026-11-01"}`),
	line("disclosure/b", "乙", `"body":{"issued":"2026-11-02"}`),
	line("decision/a", "丙", `"checked":{"on":"2026-11-01"}`, `"body":{"stage":"draft"}`),
	line("decision/b", "乙", `"checked":{"on":"2026-11-02"}`),
	line("report/a", "丙", `"checked":{"on":"2026-11-01"}`),
	line("report/b", "乙", `"checked":{"on":"2026-11-02"}`),
	line("power/a", "丙"), line("post/a", "丙"), line("request/a", "丙"), line("alien/a", "丙"),
}

// describe writes how records are listed: all of them and each topic.
func describe(t *testing.T, s *Shelf) string {
	t.Helper()
	var b strings.Builder
	for _, q := range []catalog.Query{{}, {Topic: "topic/a"}, {Topic: "topic/b"}} {
		heads, err := s.Browse(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range heads {
			fmt.Fprintf(&b, "%s %s %s %s %s %s\n", q.Topic, h.ID, h.Title[catalog.ZH], h.Office, h.Column, h.Day)
		}
	}
	return b.String()
}

func TestLayoutNumbersHowRecordsAreListed(t *testing.T) {
	digests := map[int]string{ // by layout; add to them
		1: "73ce674c88476f34371cd06854b28a35213188adc40fd78f4b504b0a597586d1",
		2: "73ce674c88476f34371cd06854b28a35213188adc40fd78f4b504b0a597586d1", // pictures and forms as well
	}
	s := open(t)
	mustApply(t, s, Edition{Number: 1}, noon, listed...)
	text := describe(t, s)
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(text))); got != digests[layout] {
		t.Errorf("layout %d does not list as it did:\n%s\nhint: raise layout in listing.go, so that kiosks list anew, and add %s", layout, text, got)
	}
}
