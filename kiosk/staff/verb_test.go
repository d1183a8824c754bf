package staff_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/kiosk/staff"
)

func TestStaffVerbs(t *testing.T) {
	dir := t.TempDir()
	run := func(in string, args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := staff.Verb(t.Context(), args, staff.Console{In: strings.NewReader(in), Out: &out, Err: &errs, Data: dir})
		return code, out.String(), errs.String()
	}
	for _, c := range []struct {
		in   string
		args string
		code int
		want string // in what it says
	}{
		{"482917\n", "add -badge RS-017 -name 李敏 -role staff", staff.Done, "RS-017 李敏 may enter as staff"},
		{"482917", "add -badge RS-018 -name 王晓东 -role reviewer", staff.Done, "RS-018"}, // the same PIN
		{"482917\n", "add -badge RS-017 -name 李敏 -role staff", staff.Fail, "hint: "},
		{"123456\n", "add -badge RS-019 -name 赵颖 -role staff", staff.Fail, "hint: "},
		{"", "add -badge RS-019 -name 赵颖 -role staff", staff.Fail, "hint: "},
		{"482917\n", "add -badge RS-019 -name 赵颖 -role boss", staff.Fail, "hint: "},
		{"", "list", staff.Done, "RS-017       staff          李敏"},
		{"", "list -json", staff.Done, `{"badge":"RS-018","name":"王晓东","role":"reviewer"}`},
		{"", "remove RS-018", staff.Done, "RS-018 may enter no more"},
		{"", "remove RS-018", staff.Fail, "hint: "},
		{"", "remove", staff.Usage, "usage: "},
		{"", "list -x", staff.Usage, "usage: "},
		{"", "list -data " + filepath.Join(dir, "none"), staff.Fail, "hint: "},
		{"", "dance", staff.Usage, "usage: "},
		{"", "-h", staff.Done, "example: "},
		{"", "add -h", staff.Done, "example: "},
	} {
		code, out, errs := run(c.in, strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(out+errs, c.want) || strings.Contains(out+errs, "482917") {
			t.Errorf("%s: %d, %s%s", c.args, code, out, errs)
		}
	}
	h := openHall(t, dir, staff.Options{})
	h.enter(t, "RS-017", pinLi)
	must(t, h.Verify(t.Context()))
	var out bytes.Buffer
	path := filepath.Join(dir, "changes.jsonl")
	if code := staff.ExportVerb(t.Context(), dir, path, staff.Console{Out: &out, Err: &out}); code != staff.Done || !strings.Contains(out.String(), "4 entries") {
		t.Errorf("export: %d, %s", code, out.String())
	}
	run2(t, h, `UPDATE staff SET role = 'administrator'`)
	if code := staff.ExportVerb(t.Context(), dir, path, staff.Console{Out: &out, Err: &out}); code != staff.Fail || !strings.Contains(out.String(), "tampered") {
		t.Errorf("export of a changed file: %d, %s", code, out.String())
	}
}
