package speech

import (
	"bytes"
	"encoding/binary"
	"math"
	"os/exec"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
)

// withVoice returns a speaker that has espeak-ng.
func withVoice(t testing.TB, s Settings) *Speaker {
	t.Helper()
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng is not installed: nothing to listen to")
	}
	return New(s)
}

var longText = catalog.Text{
	catalog.ZH: "带身份证和户口簿到 B 区 12–15 号窗口。2 个工作日办完，每件收 80 元。电话 0454-555-0121，工作日 8:30–17:00 有人接。",
	catalog.EN: "Bring your identity card to zone B, windows 12-15. It takes 2 working days and costs 80 yuan. Call 0454-555-0121 on working days, 8:30-17:00.",
	catalog.RU: "Возьмите удостоверение, зона B, окна 12-15. Срок 2 рабочих дня, плата 80 юаней. Телефон 0454-555-0121, рабочие дни 8:30-17:00.",
}

// vowels counts the syllables of words.
func vowels(p Piece) int {
	if p.Lang == catalog.ZH {
		return len(strings.Fields(p.Spoken()))
	}
	n, last := 0, false
	for _, r := range strings.ToLower(p.Words) {
		vowel := strings.ContainsRune("aeiouyаеёиоуыэюя", r)
		if vowel && !last {
			n++
		}
		last = vowel
	}
	return n
}

func TestSoundHasTheLengthOfItsSyllables(t *testing.T) {
	s := withVoice(t, Settings{Output: Loudspeaker})
	for _, lang := range catalog.Langs() {
		script := Script{Pieces: Page(lang, longText)}
		var wav bytes.Buffer
		if err := s.Record(t.Context(), script, &wav); err != nil {
			t.Fatal(err)
		}
		length, energy := measure(t, wav.Bytes())
		n := 0
		for _, p := range script.Pieces {
			n += vowels(p)
		}
		if each := length / float64(n); each < 0.12 || each > 0.5 {
			t.Errorf("%s: %d syllables in %.1f s, %.2f s each", lang, n, length, each)
		}
		if energy < 300 {
			t.Errorf("%s: as good as silent: %.0f", lang, energy)
		}
	}
}

// measure returns the seconds and the mean height of a WAV file.
func measure(t *testing.T, wav []byte) (seconds, energy float64) {
	t.Helper()
	samples, sum := 0, 0.0
	rate := 0
	err := readSound(bytes.NewReader(wav), func(f format, b []byte) error {
		rate = f.rate
		for i := 0; i+1 < len(b); i += 2 {
			v := float64(int16(binary.LittleEndian.Uint16(b[i:])))
			sum += v * v
			samples++
		}
		return nil
	})
	if err != nil || samples == 0 {
		t.Fatalf("no sound: %v", err)
	}
	return float64(samples) / float64(rate), math.Sqrt(sum / float64(samples))
}

// An ear is told of every sound.
type ear struct{ hear func() }

func (e ear) Write(b []byte) (int, error) { e.hear(); return len(b), nil }

func TestTheFirstSentenceIsHeardBeforeTheSecondIsMade(t *testing.T) {
	s := withVoice(t, Settings{Output: Loudspeaker})
	script := Script{Pieces: Page(catalog.ZH, longText)}
	begun, heard := 0, 0
	script.At = func(int) { begun++ }
	err := s.Record(t.Context(), script, ear{func() {
		if heard == 0 {
			heard = begun
		}
	}})
	if err != nil || heard != 1 || begun != len(script.Pieces) || begun < 2 {
		t.Errorf("the first sound came at piece %d of %d: %v", heard, begun, err)
	}
}

// BenchmarkWordsAgainstTheVoice reports how long a text takes to be put into
// words, as a share of what espeak-ng takes to make sound of them.
func BenchmarkWordsAgainstTheVoice(b *testing.B) {
	s := withVoice(b, Settings{Output: Loudspeaker})
	var words, voice time.Duration
	for b.Loop() {
		start := time.Now()
		script := Script{Pieces: Page(catalog.ZH, longText)}
		for _, p := range script.Pieces {
			p.Spoken()
		}
		words += time.Since(start)
		start = time.Now()
		if err := s.Record(b.Context(), script, ear{func() {}}); err != nil {
			b.Fatal(err)
		}
		voice += time.Since(start)
	}
	b.ReportMetric(float64(words)/float64(voice), "words/voice")
}
