package search

import "time"

// SetPatience sets how long after the beginning of a search guesses are begun.
func (f *Finder) SetPatience(d time.Duration) { f.patience = d }
