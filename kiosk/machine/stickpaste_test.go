package machine_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/kiosk"
)

// TestTextsOfAStickAreReadWhateverProgramWroteThem.
func TestTextsOfAStickAreReadWhateverProgramWroteThem(t *testing.T) {
	h, stick := plugged(t, heat(t, "工作日", "12345"))
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	gb := ok(simplifiedchinese.GB18030.NewEncoder().String("二楼电梯停用㐀"))(t)
	for name, c := range map[string][2]string{
		"utf8.txt":   {"\ufeff二楼电梯停用\r\n请走\t东侧楼梯\r", "二楼电梯停用\n请走 东侧楼梯"},
		"gb.TXT":     {gb, "二楼电梯停用㐀"},
		"hidden.txt": {"电话\u202e 12345\u200b\x00", "电话 12345"},
		"empty.txt":  {"", ""},
	} {
		must(t, os.WriteFile(filepath.Join(stick, name), []byte(c[0]), 0o644))
		got := ""
		must(t, await(func(done func(error)) {
			m.Paste(fileOn(t, m, name), func(text string, err error) { got = text; done(err) })
		}))
		if got != c[1] {
			t.Errorf("%s: %q, want %q", name, got, c[1])
		}
	}
	for name, words := range map[string]string{"program.txt": "MZ\x90\x00\xff\xff\xff", "long.txt": strings.Repeat("长", 30_000)} {
		must(t, os.WriteFile(filepath.Join(stick, name), []byte(words), 0o644))
		var o *kiosk.Objection
		err := await(func(done func(error)) { m.Paste(fileOn(t, m, name), func(_ string, err error) { done(err) }) })
		if !errors.As(err, &o) || o.Hint == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
