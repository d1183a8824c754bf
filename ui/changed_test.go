package ui_test

import (
	"slices"
	"testing"

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
