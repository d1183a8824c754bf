package speech

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"mingbai/catalog"
)

// FuzzWords puts any text into words: it never fails, leaves nothing unsaid,
// and does not grow without bound.
func FuzzWords(f *testing.F) {
	for _, table := range [][][2]string{zhSaid, enSaid, ruSaid} {
		for _, row := range table {
			f.Add(row[0])
		}
	}
	f.Add("\xff\xfe〔2016")
	f.Add("1,2,3.4.5-6-7/8:9%")
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range catalog.Langs() {
			words := Words(lang, text)
			if len(words) > 60*len(text)+60 || !utf8.ValidString(words) {
				t.Fatalf("%s: %d bytes of %d", lang, len(words), len(text))
			}
			if r, bad := leftover(lang, words); bad {
				t.Fatalf("%s %q leaves %q: %q", lang, text, r, words)
			}
			for _, p := range Pieces(lang, text) {
				if spoken := p.Spoken(); len(spoken) > 8*len(p.Words) {
					t.Fatalf("%q is spoken %q", p.Words, spoken)
				}
			}
		}
	})
}

// FuzzSound reads any file as a recording.
func FuzzSound(f *testing.F) {
	f.Add(beep(10, 100))
	f.Add(streamHeader(format{22050, 1}))
	f.Add([]byte("RIFF\x00\x00\x00\x00WAVELIST\x04\x00\x00\x00abcd"))
	f.Fuzz(func(t *testing.T, file []byte) {
		n := 0
		_ = readSound(bytes.NewReader(file), func(f format, b []byte) error {
			if f.bytesPerSecond() == 0 || len(b)%2 != 0 || len(b) > chunk {
				t.Fatalf("%v, %d bytes", f, len(b))
			}
			n += len(b)
			return nil
		})
		if n > len(file) {
			t.Fatalf("%d bytes of %d", n, len(file))
		}
	})
}
