package kiosk

import "mingbai/catalog"

// Few stands for a number from 1 to TallyLeast-1, which is neither shown nor
// written: in a small hall it could point at a person.
const Few = -1

// Shown returns n, or [Few] where it must not be shown.
func Shown(n int64) int64 {
	if n > 0 && n < TallyLeast {
		return Few
	}
	return n
}

// Statistics are what a kiosk counted over some days, for the hall's own
// eyes. Every number is at least TallyLeast, 0 or [Few]. They hold nothing of
// any person.
type Statistics struct {
	From, To  catalog.Date
	Days      []DayCount // every day, the oldest first
	Sessions  int64
	NotFound  int64   // searches without a result
	Opened    []Count // records, the most frequent first
	Languages []Count // of sessions
	Modes     []Count // of sessions
	Ratings   []Count // by LevelCode, the best level first; all five
	Missed    []Miss  // words looked for in vain, where the hall keeps them
}

// A DayCount is what was counted on one day.
type DayCount struct {
	Day                catalog.Date
	Sessions, NotFound int64
	Opened             []Count // records that were opened often enough
}

// A Miss is words that several sessions of one day looked for in vain.
type Miss struct {
	Day      catalog.Date
	Words    string
	Sessions int64
}

// levelCodes are the levels by their code, the best first.
var levelCodes = []struct {
	level Level
	code  string
}{{VerySatisfied, "excellent"}, {Satisfied, "good"}, {FairlySatisfied, "fair"}, {Dissatisfied, "bad"}, {VeryDissatisfied, "awful"}}

// LevelCode returns the code of a level in counts, or "".
func LevelCode(l Level) string {
	for _, c := range levelCodes {
		if c.level == l {
			return c.code
		}
	}
	return ""
}

// LevelCodes returns the codes of all levels, the best first.
func LevelCodes() []string {
	var codes []string
	for _, c := range levelCodes {
		codes = append(codes, c.code)
	}
	return codes
}

// LevelOf returns the level of a code, or 0.
func LevelOf(code string) Level {
	for _, c := range levelCodes {
		if c.code == code {
			return c.level
		}
	}
	return 0
}
