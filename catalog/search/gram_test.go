package search

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

// Few runes, so that texts and terms often meet.
var someRunes = rapid.SampledFrom([]rune("社保险12ab б，𠮷 "))

// TestATextHasTheGramsOfWhatIsInIt wants no text to be missed by postings,
// and no wrong one where they are said to be exact.
func TestATextHasTheGramsOfWhatIsInIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := foldText(rapid.StringOf(someRunes).Draw(rt, "text"))
		terms := parse(rapid.StringOfN(someRunes, 1, 14, -1).Draw(rt, "term")).terms
		if len(terms) == 0 {
			return
		}
		grams, exact := termGrams(terms[0])
		all := distinct(textGrams(nil, text.runes))
		missing := without(grams, all)
		in := len((&spotter{term: terms[0]}).inText(text)) > 0
		switch {
		case len(grams) == 0:
			rt.Fatalf("%q has no grams", string(terms[0]))
		case in && len(missing) > 0:
			rt.Fatalf("%q is in %q, but %x are not", string(terms[0]), string(text.runes), missing)
		case !in && exact && len(missing) == 0:
			rt.Fatalf("%q is not in %q, but its grams are", string(terms[0]), string(text.runes))
		}
	})
}

func TestGramsAreOfDifferentSorts(t *testing.T) {
	seen := map[gram]string{}
	for name, g := range map[string]gram{"rune": one('社'), "pair": two('社', '保'), "high": two('𠮷', '𡈽'), "digits": three([]rune("123")),
		"word": hashed(wordStart, []rune("a")), "code": wholeCode([]rune("1")), "law": wholeBasis([]rune("1")), "name": wholeName([]rune("1")),
		"named rune": one('社') | named, "named word": hashed(wordStart, []rune("a")) | named} {
		if other := seen[g]; other != "" || g < 0 {
			t.Errorf("%s is %x, like %q", name, int64(g), other)
		}
		seen[g] = name
	}
}

func TestSheetsAreReadAsTheyWereWritten(t *testing.T) {
	text := rapid.MapOf(rapid.SampledFrom([]catalog.Lang{"zh", "en", "ru", "mn", "", "\x1e"}),
		rapid.StringOf(rapid.SampledFrom([]rune("社保a1\n\x00\x1c\x1d\x1e\u0085")))).AsAny()
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(what string) catalog.Text { return catalog.Text(text.Draw(rt, what).(map[catalog.Lang]string)) }
		r := &catalog.Record{ID: "guide/a", Title: draw("title"), Number: rapid.Uint32().Draw(rt, "number"),
			Basis: []catalog.Basis{{Number: rapid.String().Draw(rt, "basis")}},
			Plain: []catalog.Section{{Heading: draw("heading"), Text: draw("text")}},
			Body: &catalog.Guide{PlainName: draw("plain"), Aliases: []catalog.Text{draw("alias"), draw("alias")},
				ItemCode: rapid.String().Draw(rt, "code"), Summary: draw("summary")}}
		want := newSheet(r)
		got := parseSheet(want.String())
		if got.String() != want.String() || !reflect.DeepEqual(got.grams(), want.grams()) {
			rt.Fatalf("sheet %q is read as %q", want.String(), got.String())
		}
	})
}

func TestWhatIsKnownByNumber(t *testing.T) {
	r := &catalog.Record{ID: "guide/a", Number: 164, Basis: []catalog.Basis{{Number: "国发〔2014〕8号"}},
		Body: &catalog.Guide{ItemCode: "5116-01", Channels: []catalog.Way{{Value: "0454-12345"}, {Value: "https://a.example/123456"}, {Value: "第三大街 1 号"}},
			Agents:    []catalog.Agent{{Telephone: "110"}},
			Materials: []catalog.Material{{Basis: []catalog.Basis{{Number: "国发〔2014〕8号"}, {Number: "令第9号"}}}}}}
	s := newSheet(r)
	if want := []string{"5116-01", "0454-12345", "110"}; !slices.Equal(s.codes, want) {
		t.Errorf("codes = %q, want %q", s.codes, want)
	}
	if want := []string{"国发〔2014〕8号", "令第9号"}; !slices.Equal(s.bases, want) || s.short != "164" {
		t.Errorf("bases = %q, number %q, want %q and 164", s.bases, s.short, want)
	}
	for _, g := range []gram{wholeCode([]rune("511601")), wholeCode([]rune("164")), wholeBasis([]rune("国发20148号")), wholeBasis([]rune("20148"))} {
		if !slices.Contains(s.grams(), g) {
			t.Errorf("gram %x is missing", int64(g))
		}
	}
}

func TestDamagedPostingIsFound(t *testing.T) {
	p := &posting{}
	p.AddRange(3, 500)
	blob, err := packPosting(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range blob {
		b := slices.Clone(blob)
		b[i] ^= 4
		if _, err := unpackPosting(b); err == nil {
			t.Fatalf("byte %d of %d is wrong, and nobody noticed", i, len(blob))
		}
		if _, err := unpackPosting(b[:i]); err == nil {
			t.Fatalf("cut at %d of %d, and nobody noticed", i, len(blob))
		}
	}
}

func TestVersionNumbersWhatIsWritten(t *testing.T) {
	digests := map[int]string{ // by version; add to them
		1: "1715072f35527c4408cadffb3d165aecacf6b785e260068cba68d66d7daca05d",
	}
	sum := sha256.New()
	for _, line := range []string{ // never change them
		`{"id":"guide/a","title":{"zh":"居民社保（首次）","en":"People's pension","ru":"Ещё"},"number":7,"basis":[{"number":"国发〔2014〕8号"}],` +
			`"plain":[{"heading":"段","text":"文"}],"body":{"item_code":"5116-01","plain_name":"社保","aliases":["农保"],"summary":"要点 24 小时",` +
			`"conditions":["条件"],"materials":[{"name":"身份证","note":"原件"}],"steps":[{"name":"受理","detail":"当场"}],` +
			`"questions":[{"ask":"多久","answer":"即时"}],"results":["证书"],"channels":[{"sort":"telephone","value":"0454-12"}],"agents":[{"telephone":"110"}]}}`,
		`{"id":"office/a","title":"民政局","body":{"short":"民政","duties":["救助"],"address":"第三大街","telephone":"1","hotline":"2"}}`,
		`{"id":"disclosure/a","title":"通知","body":{"number":"同发〔2024〕7号","index":"i-1","body":[{"heading":"一","text":"二","table":[["三"]]}]}}`,
		`{"id":"channel/a","title":"热线","body":{"value":"12345","say":"全天","place":"一楼"}}`,
		`{"id":"notice/a","title":"停水","body":{"lead":"周三","body":[{"text":"检修"}],"expires":"2026-01-02"}}`,
	} {
		r, err := catalog.ReadRecord([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		s := newSheet(r)
		fmt.Fprintln(sum, s.String(), s.grams(), namesOf(r), until(r))
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != digests[Version] {
		t.Errorf("version %d does not write what it did; hint: raise Version in gram.go, so that kiosks make the postings anew, and add %s", Version, got)
	}
}

func FuzzUnpackPosting(f *testing.F) {
	p := &posting{}
	p.AddRange(3, 500)
	blob, err := packPosting(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(blob)
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := unpackPosting(b); err == nil {
			p.Contains(7)
		}
	})
}
