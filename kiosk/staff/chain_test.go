package staff_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/kiosk/staff"
)

// busyHall has seen two amendments and a wrong PIN.
func busyHall(t testing.TB) hall {
	t.Helper()
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	must(t, hours(t.Context(), s, heat(t), id(1), "周一至周五 9:00–16:00"))
	must(t, hours(t.Context(), s, heat(t), id(2), "周一至周四 9:00–16:00"))
	h.guess(t, "RS-020")
	must(t, h.Verify(t.Context()))
	return h
}

// noGuard takes away what the file itself refuses, as one with an SQL shell
// would.
const noGuard = `DROP TRIGGER staff_log_update; DROP TRIGGER staff_log_delete; DROP TRIGGER staff_log_insert; DROP TRIGGER staff_head_insert;`

// rehash writes an entry with words changed and a right hash.
func rehash(t *testing.T, h hall, serial int, from, to string) {
	t.Helper()
	var line string
	must(t, h.db.Write.QueryRow(`SELECT entry FROM staff_log WHERE serial = ?`, serial).Scan(&line))
	line = strings.Replace(line, from, to, 1)
	_, err := h.db.Write.Exec(`UPDATE staff_log SET entry = ?, hash = ? WHERE serial = ?`, line, staff.HashOf(line), serial)
	must(t, err)
}

func TestAttackOnTheRecordOfChanges(t *testing.T) {
	run := func(query string) func(*testing.T, hall) {
		return func(t *testing.T, h hall) {
			_, err := h.db.Write.Exec(noGuard + query)
			must(t, err)
		}
	}
	for name, c := range map[string]struct {
		attack func(*testing.T, hall)
		want   string // of what Verify says
	}{
		"changed word":      {run(`UPDATE staff_log SET entry = replace(entry, '9:00', '8:00') WHERE serial = 5`), "entry 5"},
		"changed hash":      {run(`UPDATE staff_log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE serial = 5`), "entry 5"},
		"changed record":    {run(`UPDATE staff_log SET record = 'office/gas' WHERE serial = 5`), "entry 5"},
		"removed entry":     {run(`DELETE FROM staff_log WHERE serial = 5`), "entry 5"},
		"removed first":     {run(`DELETE FROM staff_log WHERE serial = 1`), "entry 1"},
		"removed, numbered": {run(`DELETE FROM staff_log WHERE serial = 5; UPDATE staff_log SET serial = serial - 1 WHERE serial > 5`), "entry 5"},
		"inserted entry":    {run(`UPDATE staff_log SET serial = 100 + serial WHERE serial > 4; UPDATE staff_log SET serial = serial - 99 WHERE serial > 100; INSERT INTO staff_log SELECT 5, record, entry, hash FROM staff_log WHERE serial = 4`), "entry 5"},
		"swapped entries":   {run(`UPDATE staff_log SET serial = 99 WHERE serial = 5; UPDATE staff_log SET serial = 5 WHERE serial = 6; UPDATE staff_log SET serial = 6 WHERE serial = 99`), "entry 5"},
		"cut end":           {run(`DELETE FROM staff_log WHERE serial = (SELECT max(serial) FROM staff_log)`), "cut off"},
		"added end":         {run(`INSERT INTO staff_log SELECT serial + 1, record, entry, hash FROM staff_log ORDER BY serial DESC LIMIT 1`), "was entry"},
		"emptied":           {run(`DELETE FROM staff_log`), "cut off"},
		"emptied with head": {run(`DELETE FROM staff_log; UPDATE staff_head SET entries = 0, hash = ''`), "without an entry"},
		"changed paper":     {run(`UPDATE staff_paper SET body = replace(body, '9:00', '8:00')`), "amendment office/heat#hours was changed"},
		"removed paper":     {run(`DELETE FROM staff_paper`), "amendment office/heat#hours was removed"},
		"added paper":       {run(`INSERT INTO staff_paper VALUES ('hidden', 'channel/12345', 'channel/12345', '{}', 1)`), "hidden channel/12345 was changed"},
		"raised role":       {run(`UPDATE staff SET role = 'reviewer' WHERE badge = 'RS-017'`), "person RS-017"},
		"own PIN for other": {run(`UPDATE staff SET pin = (SELECT pin FROM staff WHERE badge = 'RS-017') WHERE badge = 'RS-020'`), "person RS-020"},
		"added person":      {run(`INSERT INTO staff(badge, name, role, pin, added) SELECT 'X', 'X', 'reviewer', pin, 0 FROM staff LIMIT 1`), "person X"},
		"removed person":    {run(`UPDATE staff SET removed = 1 WHERE badge = 'RS-017'`), "person RS-017"},
		"new hash too": {func(t *testing.T, h hall) {
			run("")(t, h)
			rehash(t, h, 5, "9:00", "8:00")
		}, "entry 6"},
		"last entry with new hash and head": {func(t *testing.T, h hall) {
			run(`DELETE FROM staff_log WHERE serial > 6`)(t, h)
			rehash(t, h, 6, "周四", "周日")
			run2(t, h, `UPDATE staff_head SET entries = 6, hash = (SELECT hash FROM staff_log WHERE serial = 6)`)
		}, "office/heat#hours was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			h := busyHall(t)
			c.attack(t, h)
			err := h.Verify(t.Context())
			if !errors.Is(err, staff.ErrTampered) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "hint: ") {
				t.Errorf("err = %v, want one that says %q", err, c.want)
			}
		})
	}
}

func run2(t *testing.T, h hall, query string) {
	t.Helper()
	_, err := h.db.Write.Exec(query)
	must(t, err)
}

func TestChainWrittenAnewIsShownByAKeptHead(t *testing.T) {
	h := busyHall(t)
	kept, err := h.Head(t.Context())
	must(t, err)
	run2(t, h, noGuard+`DELETE FROM staff_log; DELETE FROM staff_paper; DELETE FROM staff; UPDATE staff_head SET entries = 0, hash = ''`)
	forged := openHall(t, t.TempDir(), staff.Options{})
	must(t, forged.Verify(t.Context()))
	if err := forged.Verify(t.Context(), kept); !errors.Is(err, staff.ErrTampered) {
		t.Errorf("an empty chain: %v", err)
	}
	other := newHall(t)
	li := other.enter(t, "RS-017", pinLi)
	must(t, hours(t.Context(), li, heat(t), id(1), "周日"))
	for n := range 3 {
		must(t, hours(t.Context(), li, heat(t), id(2+n), fmt.Sprintf("周日 %d:00", n)))
	}
	if err := other.Verify(t.Context(), kept); !errors.Is(err, staff.ErrTampered) || !strings.Contains(err.Error(), "anew") {
		t.Errorf("another chain: %v", err)
	}
}

func TestFileItselfRefusesToChangeTheRecord(t *testing.T) {
	h := busyHall(t)
	for _, query := range []string{
		`UPDATE staff_log SET entry = '{}' WHERE serial = 5`,
		`DELETE FROM staff_log`,
		`INSERT OR REPLACE INTO staff_log SELECT * FROM staff_log WHERE serial = 5`,
		`INSERT OR REPLACE INTO staff_log SELECT serial, record, '{}', hash FROM staff_log WHERE serial = 5`,
		`INSERT INTO staff_log VALUES (99, '', '{}', '')`,
		`INSERT INTO staff_log VALUES (0, '', '{}', '')`,
	} {
		if _, err := h.db.Write.Exec(query); err == nil || !strings.Contains(err.Error(), "record of changes") {
			t.Errorf("%s: %v", query, err)
		}
	}
	must(t, h.Verify(t.Context()))
}

func TestExportIsWholeAndShowsEveryChange(t *testing.T) {
	h := busyHall(t)
	path := filepath.Join(t.TempDir(), "changes.jsonl")
	head, err := h.ExportChanges(t.Context(), path)
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	got, err := staff.VerifyExport(bytes.NewReader(file))
	must(t, err)
	if now, _ := h.Head(t.Context()); got != head || head != now {
		t.Errorf("heads %v, %v, %v", got, head, now)
	}
	lines := strings.SplitAfter(string(file), "\n")
	for name, bad := range map[string]string{
		"changed": strings.Replace(string(file), "9:00", "8:00", 1), "cut": strings.Join(lines[:len(lines)-2], ""),
		"cut inside": strings.Join(append(lines[:3:3], lines[len(lines)-2]), ""), "removed": strings.Join(append(lines[:3:3], lines[4:]...), ""),
		"swapped": strings.Join(append([]string{lines[1], lines[0]}, lines[2:]...), ""), "more": string(file) + lines[0], "empty": "",
	} {
		if _, err := staff.VerifyExport(strings.NewReader(bad)); !errors.Is(err, staff.ErrTampered) {
			t.Errorf("%s: err = %v", name, err)
		}
	}
	run2(t, h, `UPDATE staff_paper SET body = '{}'`)
	if _, err := h.ExportChanges(t.Context(), path); !errors.Is(err, staff.ErrTampered) {
		t.Errorf("a changed file is exported in silence: %v", err)
	}
	if rests, _ := filepath.Glob(path + "?*"); len(rests) > 0 {
		t.Errorf("rests: %v", rests)
	}
}

func FuzzExportIsReadSafely(f *testing.F) {
	f.Add([]byte(`{"entries":0,"hash":""}` + "\n"))
	f.Add([]byte(`{"act":"enter","at":1,"clock":"sure","n":1,"name":"x","prev":""}` + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := staff.VerifyExport(bytes.NewReader(b)); err == nil && h.Entries > 0 && !bytes.Contains(b, []byte(h.Hash)) {
			t.Errorf("head %v is not in what was read", h)
		}
	})
}
