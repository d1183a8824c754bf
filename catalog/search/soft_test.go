package search_test

import (
	"testing"

	"mingbai/catalog"
)

func TestWithoutAHitSomeOfTheWordsWillDo(t *testing.T) {
	d := newDesk(t, seed(t))
	found := find(t, d.full, catalog.Search{Words: "被公司辞退了怎么办", Lang: catalog.ZH})
	if !found.Guess || len(found.Hits) == 0 || len(found.Hits) > 5 {
		t.Fatalf("guess %v, hits %s", found.Guess, ids(found))
	}
	for _, h := range found.Hits {
		if h.Reason != catalog.ReasonSoft {
			t.Errorf("%s is found by %s", h.ID, h.Reason)
		}
	}
	if !hasHit(found, "guide/labour-arbitration") {
		t.Errorf("the guide that speaks of 辞退 is not among %s", ids(found))
	}
}

func TestFillersDoNotHideWhatIsMeant(t *testing.T) {
	d := newDesk(t, []*catalog.Record{guide("guide/a", "犬类准养证核发"), guide("guide/b", "取水许可")})
	if got := ids(find(t, d.full, catalog.Search{Words: "我要去把这个准养给他要了你还没再让我去会吗"})); got != "guide/a" {
		t.Errorf("found %s", got)
	}
	if got := ids(find(t, d.full, catalog.Search{Words: "我要去了吗"})); got != "" {
		t.Errorf("fillers alone find %s", got)
	}
}

func hasHit(found catalog.Found, id catalog.ID) bool {
	for _, h := range found.Hits {
		if h.ID == id {
			return true
		}
	}
	return false
}
