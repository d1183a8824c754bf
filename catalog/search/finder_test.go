package search_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

func itoa(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

func guide(id, title string, change ...func(*catalog.Guide)) *catalog.Record {
	g := &catalog.Guide{}
	for _, c := range change {
		c(g)
	}
	return &catalog.Record{ID: catalog.ID(id), Title: zh(title), Body: g}
}

func ids(found catalog.Found) string {
	var all []string
	for _, h := range found.Hits {
		all = append(all, string(h.ID))
	}
	return strings.Join(all, " ")
}

func TestEqualsComeAsTheHallReadsThem(t *testing.T) {
	var records []*catalog.Record
	for _, id := range []catalog.ID{"disclosure/a", "notice/a", "fee/a", "office/a", "guide/a"} {
		b := fmt.Sprintf(`{"id":%q,"title":"取水许可"}`, id)
		r, err := catalog.ReadRecord([]byte(b))
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	d := newDesk(t, records)
	for _, f := range []*search.Finder{d.full, d.early} {
		for _, words := range []string{"取水", "取水许可", "许可"} {
			if got := ids(find(t, f, catalog.Search{Words: words})); got != "guide/a office/a fee/a notice/a disclosure/a" {
				t.Errorf("%s: %s", words, got)
			}
		}
	}
	if got := ids(find(t, d.full, catalog.Search{Words: "qsxk"})); got != "guide/a office/a fee/a notice/a disclosure/a" {
		t.Errorf("qsxk: %s", got)
	}
}

func TestWhatHoldsNoMoreComesLower(t *testing.T) {
	old, now := guide("guide/a", "取水许可"), guide("guide/b", "取水许可证")
	old.Valid.To = today.Add(-1)
	last := guide("guide/c", "取水许可证书")
	last.Valid.To = today
	d := newDesk(t, []*catalog.Record{old, now, last})
	for _, f := range []*search.Finder{d.full, d.early} {
		if got := ids(find(t, f, catalog.Search{Words: "取水"})); got != "guide/b guide/c guide/a" {
			t.Errorf("order %s", got)
		}
	}
}

func TestWhatIsOpenedOftenComesHigher(t *testing.T) {
	d := newDesk(t, []*catalog.Record{guide("guide/a", "取水许可"), guide("guide/b", "取水许可证书")})
	e, err := d.full.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.full.Swap(search.New(e, func(id catalog.ID) int { return map[catalog.ID]int{"guide/b": 40}[id] }))
	if got := ids(find(t, d.full, catalog.Search{Words: "取水"})); got != "guide/b guide/a" {
		t.Errorf("order %s", got)
	}
}

func TestACodeComesFirst(t *testing.T) {
	d := newDesk(t, []*catalog.Record{
		guide("guide/a", "12345 热线 12345 指南"),
		{ID: "channel/a", Title: zh("热线"), Body: &catalog.Channel{Value: "1-2345"}},
		{ID: "disclosure/a", Title: zh("通知"), Body: &catalog.Disclosure{Number: "同发〔2024〕7号"}},
		{ID: "fee/a", Title: zh("收费"), Basis: []catalog.Basis{{Number: "同发〔2024〕7号"}}, Body: &catalog.Fee{}},
	})
	for _, f := range []*search.Finder{d.full, d.early} {
		found := find(t, f, catalog.Search{Words: "12345"})
		if ids(found) != "channel/a guide/a" || found.Hits[0].Reason != catalog.ReasonCode || found.Hits[0].Words != "1-2345" {
			t.Errorf("12345: %+v", found.Hits)
		}
		for _, words := range []string{"同发〔2024〕7号", "同发 2024 7号", "２０２４７", "20247"} {
			found := find(t, f, catalog.Search{Words: words})
			if ids(found) != "disclosure/a fee/a" || found.Hits[1].Reason != catalog.ReasonCode || found.Hits[1].Words != "同发〔2024〕7号" {
				t.Errorf("%s: %+v", words, found.Hits)
			}
		}
		if got := ids(find(t, f, catalog.Search{Words: "〔2024〕"})); got != "fee/a disclosure/a" {
			t.Errorf("〔2024〕: %s", got)
		}
	}
}

func TestKindsAreCountedWhateverIsAskedFor(t *testing.T) {
	d := newDesk(t, seed(t))
	for _, f := range []*search.Finder{d.full, d.early} {
		all := find(t, f, catalog.Search{Words: "供水", Limit: 1000})
		fees := find(t, f, catalog.Search{Words: "供水", Kind: catalog.KindChannel, Limit: 1000})
		if len(all.Hits) != all.Total() || len(fees.Hits) != all.Counts[catalog.KindChannel] || fees.Total() != all.Total() || fees.Guess {
			t.Errorf("%d hits of %v; %d channels of %v", len(all.Hits), all.Counts, len(fees.Hits), fees.Counts)
		}
		if none := find(t, f, catalog.Search{Words: "供水", Kind: "alien"}); len(none.Hits) > 0 || none.Guess {
			t.Errorf("alien hits: %v", none.Hits)
		}
	}
}

func TestLettersAreOfferedAsWords(t *testing.T) {
	d := newDesk(t, []*catalog.Record{guide("guide/a", "养老保险参保"), guide("guide/b", "医疗保险参保"), guide("guide/c", "居民养老保险")})
	for words, want := range map[string]string{"ylbx": "养老保险 医疗保险", "养老b": "养老保", "ylbx cb": "参保", "yanglaobx": "养老保险", "养老": "", "12": "", "cb": "参保"} {
		if got := strings.Join(find(t, d.full, catalog.Search{Words: words}).Meant, " "); got != want {
			t.Errorf("%s may mean %s, want %s", words, got, want)
		}
	}
}

func TestNothingTypedFindsNothing(t *testing.T) {
	d := newDesk(t, seed(t))
	for _, words := range []string{"", "  ", "？！", "\xff", "'"} {
		for _, f := range []*search.Finder{d.full, d.early} {
			found := find(t, f, catalog.Search{Words: words, Keys: "sv"})
			if len(found.Hits) > 0 || found.Total() > 0 || found.Guess || !strings.Contains(found.Next, "s") {
				t.Errorf("%q: %+v", words, found)
			}
		}
	}
}

func TestEndedSearchAnswersNothing(t *testing.T) {
	d := newDesk(t, seed(t))
	ctx, cancel := deadline(t)
	defer cancel()
	if _, err := d.full.Find(ctx, catalog.Search{Words: "社保"}); err == nil {
		t.Error("a search that nobody waits for was answered")
	}
	if got := find(t, d.full, catalog.Search{Words: "社保"}); got.Total() == 0 {
		t.Error("the next one found nothing")
	}
}

func TestWholeNamesAreFoundAmongManyWithoutAnIndex(t *testing.T) {
	var records []*catalog.Record
	for i := range 600 {
		records = append(records, guide(fmt.Sprintf("guide/g%03d", i), fmt.Sprintf("个体工商户登记变更 %d", i)))
	}
	records = append(records, guide("guide/z", "登记"))
	d := newDesk(t, records)
	for _, f := range []*search.Finder{d.full, d.early} {
		found := find(t, f, catalog.Search{Words: "登记"})
		if found.Total() != 601 || found.Hits[0].ID != "guide/z" {
			t.Errorf("%d match, first %s", found.Total(), found.Hits[0].ID)
		}
	}
}

func TestNothingIsGuessedOnceTheVisitorWaits(t *testing.T) {
	d := newDesk(t, seed(t))
	d.full.SetPatience(0)
	if found := find(t, d.full, catalog.Search{Words: "shbeao"}); len(found.Hits) > 0 {
		t.Errorf("guessed %s", ids(found))
	}
	if found := find(t, d.full, catalog.Search{Words: "shebao"}); len(found.Hits) == 0 {
		t.Error("what matches is not listed")
	}
}
