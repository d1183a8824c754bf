package kiosk

import (
	"encoding/json"
	"fmt"
	"regexp"
	"unicode/utf8"

	"mingbai/catalog"
)

// A Slip (意见单) is what a visitor handed in. It says nothing about the
// visitor: no name, no number, no words of theirs, no hour.
type Slip struct {
	Sort    SlipSort     `json:"sort"`
	Level   Level        `json:"level,omitempty"`   // of a rating
	Reasons []string     `json:"reasons,omitempty"` // codes the screen offered: at most 12, of a-z, 0-9, "-" and "_"
	About   catalog.ID   `json:"about"`             // the record or counter it is about
	Hall    string       `json:"hall"`              // see CheckHall
	Day     catalog.Date `json:"day"`
	Edition int64        `json:"edition,omitempty"` // what was on the screen; 0 is the starter catalog
}

// A SlipSort says what a slip is.
type SlipSort string

// A rating says how a visitor found the service; a wrong slip says that a
// record was not so.
const (
	SlipRating SlipSort = "rating"
	SlipWrong  SlipSort = "wrong"
)

// A Level is one of the five official levels of satisfaction (国办发〔2019〕51号);
// 0 is none.
type Level int

// The levels, from worst to best.
const (
	VeryDissatisfied Level = iota + 1 // 非常不满意
	Dissatisfied                      // 不满意
	FairlySatisfied                   // 基本满意
	Satisfied                         // 满意
	VerySatisfied                     // 非常满意
)

var (
	reasonPattern = regexp.MustCompile(`^[a-z0-9_-]{1,40}$`)
	hallPattern   = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)
	itemPattern   = regexp.MustCompile(`^[0-9A-Za-z-]{16,64}$`)
)

// Check returns an error that says what is wrong with s, or nil.
func (s Slip) Check() error {
	if err := s.About.Check(); err != nil {
		return fmt.Errorf("slip: about: %w", err)
	}
	if err := CheckHall(s.Hall); err != nil {
		return fmt.Errorf("slip: %w", err)
	}
	rated := s.Level >= VeryDissatisfied && s.Level <= VerySatisfied
	switch {
	case s.Day.IsZero():
		return fmt.Errorf("slip: no day")
	case s.Edition < 0:
		return fmt.Errorf("slip: edition %d: want 0 or more", s.Edition)
	case s.Sort == SlipRating && !rated:
		return fmt.Errorf("slip: level %d: want %d to %d", s.Level, VeryDissatisfied, VerySatisfied)
	case s.Sort == SlipWrong && s.Level != 0:
		return fmt.Errorf("slip: level %d: only a rating has one", s.Level)
	case s.Sort != SlipRating && s.Sort != SlipWrong:
		return fmt.Errorf("slip: sort %q: want %q or %q", s.Sort, SlipRating, SlipWrong)
	}
	return checkReasons(s.Reasons)
}

func checkReasons(reasons []string) error {
	if len(reasons) > 12 {
		return fmt.Errorf("slip: %d reasons: want at most 12", len(reasons))
	}
	for _, r := range reasons {
		if !reasonPattern.MatchString(r) {
			return fmt.Errorf("slip: reason %q: want a code of 1 to 40 characters a-z, 0-9, - and _", r)
		}
	}
	return nil
}

// CheckHall returns an error when name cannot be the hub's name of a hall:
// 1 to 40 characters a-z, 0-9 and "-".
func CheckHall(name string) error {
	if !hallPattern.MatchString(name) {
		return fmt.Errorf("hall %q: want 1 to 40 characters a-z, 0-9 and -", name)
	}
	return nil
}

// An Item is one thing on its way from a kiosk to the hub, or an amendment on
// its way to the other kiosks of a hall. The id makes repeats harmless.
type Item struct {
	ID   string          `json:"id"` // random, 16 to 64 letters, digits and "-"; it tells no time
	Kind ItemKind        `json:"kind"`
	Body json.RawMessage `json:"body"` // at most MaxItem bytes
}

// An ItemKind says what the body of an item is.
type ItemKind string

// The kinds of items: a Slip, an amendment (a JSON object that only
// catalog/amend understands), a Tally, a sealed Heartbeat.
const (
	ItemSlip      ItemKind = "slip"
	ItemAmendment ItemKind = "amendment"
	ItemTally     ItemKind = "tally"
	ItemHeartbeat ItemKind = "heartbeat"
)

// MaxItem is the most bytes that the body of an item may have.
const MaxItem = 32 << 10

// CheckItemID returns an error when id cannot be that of an item or a kiosk:
// 16 to 64 letters, digits and "-".
func CheckItemID(id string) error {
	if !itemPattern.MatchString(id) {
		return fmt.Errorf("id %q: want 16 to 64 letters, digits and -", id)
	}
	return nil
}

// Check returns an error that says what is wrong with the frame of i, or nil.
// It looks at no body but for its size and its letters.
func (i Item) Check() error {
	if err := CheckItemID(i.ID); err != nil {
		return fmt.Errorf("item: %w", err)
	}
	if len(i.Body) == 0 || len(i.Body) > MaxItem {
		return fmt.Errorf("item %s: %d bytes: want 1 to %d", i.ID, len(i.Body), MaxItem)
	}
	if !utf8.Valid(i.Body) {
		return fmt.Errorf("item %s: it is not in UTF-8", i.ID)
	}
	return nil
}
