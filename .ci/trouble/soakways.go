package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A way leads by keys from home to a guide that has a code and can be printed:
// how often to go on, on home and on the life event.
type way struct {
	guide      string
	topic, row int
}

// survey goes through home, what is behind it and some guides, and notes what
// there is to choose.
func (s *soak) survey() error {
	s.stops = map[string][]string{}
	if err := s.learn("home"); err != nil {
		return err
	}
	for i, key := range s.stops["home"] {
		if everywhere(key) {
			continue
		}
		page, err := s.choose(i)
		if err != nil {
			return err
		}
		if page == "" {
			continue
		}
		if err := s.learn(page); err != nil {
			return err
		}
		if strings.HasPrefix(page, "topic/") {
			if err := s.waysBehind(i, page); err != nil {
				return err
			}
		}
	}
	if len(s.ways) < 3 {
		return fmt.Errorf("only %d guides have a code and can be printed", len(s.ways))
	}
	return nil
}

// waysBehind looks at the first guides of a life event.
func (s *soak) waysBehind(topic int, page string) error {
	found := 0
	for row, key := range s.stops[page] {
		if !strings.HasPrefix(key, "row/guide/") || found == 2 {
			continue
		}
		found++
		if _, err := s.choose(topic); err != nil {
			return err
		}
		s.on(row)
		guide, err := s.opens(keyEnter, time.Second)
		if err != nil {
			return err
		}
		if err := s.learn(guide); err != nil {
			return err
		}
		if there := s.stops[guide]; slices.Contains(there, "print") && slices.Contains(there, "code") {
			s.ways = append(s.ways, way{guide, topic, row})
		}
	}
	return nil
}

// learn goes once around what there is to choose on the page that is there;
// home it opens.
func (s *soak) learn(page string) error {
	if page == "home" {
		if err := s.home(); err != nil {
			return err
		}
	}
	if s.stops[page] != nil {
		return nil
	}
	var all []string
	s.forget()
	for len(all) < 2 || !slices.Contains(all[:len(all)-1], all[len(all)-1]) {
		if len(all)%20 == 0 {
			s.on(20)
		}
		line, ok := s.heard("focus ", 5*time.Second)
		if !ok || len(all) > 300 {
			return fmt.Errorf("%s: %w", page, errStuck)
		}
		all = append(all, strings.TrimPrefix(line, "focus "))
	}
	all = all[:len(all)-1]
	// One had been chosen when the page was opened: that is the first.
	n := len(all)
	s.stops[page] = append(all[n-1:n:n], all[:n-1]...)
	return nil
}

// everywhere reports whether what can be chosen is on every page.
func everywhere(key string) bool {
	return strings.HasPrefix(key, "bar/") || strings.HasPrefix(key, "lang/")
}

// on goes on to what has a number, from the first.
func (s *soak) on(n int) {
	for i := range n {
		s.press([]byte{keyOther, keyNext}[i%2])
		time.Sleep(time.Millisecond) // the toolkit takes a key twice in a millisecond for one
	}
}

// choose opens home and from there what has a number.
func (s *soak) choose(n int) (string, error) {
	if err := s.home(); err != nil {
		return "", err
	}
	s.on(n)
	return s.opens(keyEnter, quick)
}

// to goes on until what has a key is chosen.
func (s *soak) to(key string) error {
	for i := range 200 {
		s.forget()
		s.press([]byte{keyOther, keyNext}[i%2])
		line, ok := s.heard("focus ", 5*time.Second)
		if !ok {
			return errStuck
		}
		if line == "focus "+key {
			return nil
		}
	}
	return fmt.Errorf("%s cannot be chosen", key)
}
