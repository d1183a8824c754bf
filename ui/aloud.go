package ui

import (
	"mingbai/catalog"
	"mingbai/ui/page"
	"mingbai/ui/part"
)

// tall is the height of the stage on which a page is put to be read: nothing
// of it scrolls there.
const tall = 60000

// voice returns the capability to read aloud, or nil.
func (s *Shell) voice() page.Voice {
	v, _ := s.desk.(page.Voice)
	return v
}

// ReadAloud reads the page from its beginning, closing what lies over it.
func (s *Shell) ReadAloud() {
	voice := s.voice()
	if voice == nil || !voice.CanSay() {
		return
	}
	if s.session.choosing {
		s.access()
	}
	texts := s.Texts()
	s.tell("read %d texts", len(texts))
	about := catalog.ID(s.Route().Path)
	if !s.record {
		about = ""
	}
	voice.Say(s.session.lang, about, texts)
}

// Texts returns what the page says, in the order of reading, whether or not
// it is scrolled into view.
func (s *Shell) Texts() []string {
	v := s.view()
	stage := part.NewStage(v.Frame, v.Palette, s.touch, part.NewAlbum())
	page.Draw(v).Box.Put(stage, part.Rect{W: v.Frame.W, H: tall})
	var texts []string
	for _, m := range stage.Marks() {
		if !m.Silent && m.Text != "" {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// hush ends what is being read: somebody has touched the screen or gone on.
func (s *Shell) hush() {
	if voice := s.voice(); voice != nil {
		voice.Hush()
	}
}
