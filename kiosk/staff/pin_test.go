package staff_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/kiosk/staff"
)

func TestPINThatPeopleGuessFirstIsRefused(t *testing.T) {
	for _, p := range []staff.PIN{"", "12345", "1234567890123", "12345a", "１２３４５６", "123456", "654321", "890123", "135791", "111111", "112112", "121212", "123123",
		"123321", "112233", "998877", "900101", "010190", "199003", "031990", "19900312", "31121990", "119900312", "520131", "147258", "159357", "444455"} {
		err := p.Check("RS-1")
		if err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%q: err = %v", string(p), err)
		}
		if err != nil && len(p) > 5 && strings.Contains(err.Error(), string(p)) {
			t.Errorf("%q is in its error", string(p))
		}
	}
	for _, p := range []staff.PIN{pinLi, pinWang, pinZhao, pinWrong, "8204713", "73920461", "502984716358"} {
		if err := p.Check("RS-1"); err != nil {
			t.Errorf("%q: %v", string(p), err)
		}
	}
	if staff.PIN("920173").Check("A-9201") == nil {
		t.Error("the badge in the PIN was accepted")
	}
}

func TestMostPINsAreAllowed(t *testing.T) {
	allowed := 0
	for n := range 1000 {
		if staff.PIN(fmt.Sprintf("%06d", n*997)).Check("RS-017") == nil {
			allowed++
		}
	}
	if allowed < 850 {
		t.Errorf("only %d of 1000 are allowed: guessing is easier than it should be", allowed)
	}
}

func TestPINIsNeverWritten(t *testing.T) {
	p := staff.PIN("482917")
	said := fmt.Sprintf("%v %s %q %#v %x %d %+v", p, p, p, p, p, p, struct{ P staff.PIN }{p})
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("entered", "pin", p, "more", struct{ P staff.PIN }{p})
	slog.New(slog.NewTextHandler(&log, nil)).Info("entered", "pin", p)
	b, err := json.Marshal(struct{ P staff.PIN }{p})
	for _, s := range []string{said, log.String(), string(b)} {
		if strings.Contains(s, "482917") || strings.Contains(s, "3438323931") {
			t.Errorf("written: %s", s)
		}
	}
	if err == nil {
		t.Error("a PIN was encoded")
	}
}

// TestPINIsInNoExportAndNoError: neither the PINs nor their hashes leave.
func TestPINIsInNoExportAndNoError(t *testing.T) {
	h := busyHall(t)
	path := filepath.Join(t.TempDir(), "changes.jsonl")
	_, err := h.ExportChanges(t.Context(), path)
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	var phc string
	must(t, h.db.Read.QueryRow(`SELECT pin FROM staff WHERE badge = 'RS-017'`).Scan(&phc))
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored as %.30s", phc)
	}
	_, err = h.Enter(t.Context(), string(pinWrong), pinWrong) // the PIN typed as a badge
	e, _ := h.Entries(t.Context(), "", 0, 100)
	all, _ := json.Marshal(e)
	for _, secret := range []string{string(pinLi), string(pinWang), string(pinZhao), string(pinWrong), phc, phc[len(phc)-20:], "argon2"} {
		if bytes.Contains(file, []byte(secret)) || bytes.Contains(all, []byte(secret)) || strings.Contains(err.Error(), secret) {
			t.Errorf("%.12s… left the house", secret)
		}
	}
}

// TestEveryErrorSaysWhatToDo collects the sentences that staff may read.
func TestEveryErrorSaysWhatToDo(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	p := staff.Person{Badge: "B1", Name: "甲", Role: staff.Writer}
	with := func(change func(*staff.Person)) error { q := p; change(&q); return h.Add(t.Context(), nil, q, pinLi) }
	on := staff.On{Act: staff.Amend, Sort: staff.Amendment, Key: "k"}
	doing := func(act staff.Act, sort staff.Sort) error {
		return staff.Change(t.Context(), s, staff.On{Act: act, Sort: sort, Key: "k"}, func(_ staff.Person, v map[string]int) (map[string]int, error) { return v, nil })
	}
	_, keep := staff.Keep(t.Context(), nil, h.Book, on, func(v map[string]int) (map[string]int, error) { return v, nil })
	_, folder := h.ExportChanges(t.Context(), filepath.Join(t.TempDir(), "none", "x"))
	must(t, staff.Change(t.Context(), s, on, func(staff.Person, map[string]string) (map[string]string, error) {
		return map[string]string{"a": "b"}, nil
	}))
	_, papers := staff.Papers[[]int](t.Context(), h.Book, staff.Amendment)
	for name, err := range map[string]error{
		"PIN": staff.ErrPIN, "ended": staff.ErrEnded, "locked": &staff.Locked{Left: 1}, "tampered": &staff.Tampering{Serial: 1, What: "x"},
		"badge": with(func(p *staff.Person) { p.Badge = "a b" }), "name": with(func(p *staff.Person) { p.Name = "\u202e" }),
		"role": with(func(p *staff.Person) { p.Role = "boss" }), "used": with(func(p *staff.Person) { p.Badge = "RS-017" }),
		"nobody": h.Remove(t.Context(), nil, "X"), "right": doing(staff.Clear, staff.Local), "no act": doing("dance", staff.Local), "sort": doing(staff.Amend, "x"),
		"keep": keep, "folder": folder, "draft": s.Autosave(t.Context(), on, []byte("{")), "note": h.Note(t.Context(), s, staff.Amend, "", nil, nil),
		"set": h.Note(t.Context(), s, staff.Set, "", nil, nil), "unreadable": papers,
	} {
		if err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if errors.Is(folder, staff.ErrTampered) {
		t.Error("a missing folder is no tampering")
	}
}
