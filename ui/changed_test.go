package ui_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog"
	"mingbai/ui/page"
)

// TestNewContentWaitsForTheVisitor changes the content while somebody reads.
func TestNewContentWaitsForTheVisitor(t *testing.T) {
	f, s := searching(t)
	s.Open(page.ParseRoute("channel/web"))
	if !shows(s, "网上投诉") {
		t.Fatal("the record is not shown")
	}
	renamed := &catalog.Record{ID: "channel/web", Title: catalog.Text{catalog.ZH: "改名"}, Body: &catalog.Channel{Hall: true}}
	f.Collection = catalog.NewCollection([]*catalog.Record{renamed})
	s.Changed()
	if !shows(s, "网上投诉") {
		t.Error("the page changed under the visitor")
	}
	s.Open(page.ParseRoute("complaints"))
	s.Open(page.ParseRoute("channel/web"))
	if !shows(s, "改名") {
		t.Error("the next page shows the old content")
	}
}

// TestRecordThatWasTakenDownGoesAtOnce takes the record off that is read.
func TestRecordThatWasTakenDownGoesAtOnce(t *testing.T) {
	f, s := searching(t)
	s.Open(page.ParseRoute("channel/web"))
	f.Collection = catalog.NewCollection(nil)
	s.Changed()
	if shows(s, "网上投诉") {
		t.Error("a record that was taken down is still shown")
	}
	if !slices.Contains(keys(s), "ask") {
		t.Errorf("the page leads nowhere: %v", keys(s))
	}
}

// TestAttractScreenShowsNewContentAtOnce changes the content while nobody is
// there.
func TestAttractScreenShowsNewContentAtOnce(t *testing.T) {
	f, s := searching(t)
	s.Open(page.ParseRoute("attract"))
	n := len(s.Drawn())
	f.Collection = catalog.NewCollection([]*catalog.Record{{ID: "notice/new", Title: catalog.Text{catalog.ZH: "新公告"}, Body: &catalog.Notice{}}})
	s.Changed()
	if len(s.Drawn()) == n || !shows(s, "新公告") {
		t.Error("the attract screen still shows the old content")
	}
}

// TestClockBringsNoNewContentToAVisitor lets minutes pass on a page whose
// record has changed.
func TestClockBringsNoNewContentToAVisitor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, s := searching(t)
		s.Idle(time.Hour)
		s.Start()
		defer s.Stop()
		s.Open(page.ParseRoute("channel/web"))
		f.Collection = catalog.NewCollection([]*catalog.Record{{ID: "channel/web", Title: catalog.Text{catalog.ZH: "改名"}, Body: &catalog.Channel{Hall: true}}})
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if !shows(s, "改名") {
			t.Error("without a new edition the clock does not draw the page")
		}
		f.Collection = catalog.NewCollection([]*catalog.Record{{ID: "channel/web", Title: catalog.Text{catalog.ZH: "再改"}, Body: &catalog.Channel{Hall: true}}})
		f.generation++
		s.Changed()
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if !shows(s, "改名") || shows(s, "再改") {
			t.Error("the clock brought new content under the visitor's finger")
		}
	})
}
