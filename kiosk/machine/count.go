package machine

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// countEvery is how long counts are gathered before they go to the disk.
const countEvery = time.Minute

// missSessions is how many different sessions must have looked for the same
// words in vain before the words are kept.
const missSessions = 3

// mostMissed is how many different words of a day are held in memory.
const mostMissed = 500

// A counter gathers what visitors did since it was written last: numbers
// only. It is safe for concurrent use.
type counter struct {
	mu      sync.Mutex
	counts  map[catalog.Date]map[kiosk.Count]int64 // by day, N of the key being 0
	session int
	day     catalog.Date // of missed
	missed  map[string]map[int]bool
}

func newCounter() *counter {
	return &counter{counts: map[catalog.Date]map[kiosk.Count]int64{}, missed: map[string]map[int]bool{}}
}

func (c *counter) add(day catalog.Date, what kiosk.Counted, of string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(day, kiosk.Count{What: what, Of: of}, 1)
}

func (c *counter) put(day catalog.Date, key kiosk.Count, n int64) {
	if c.counts[day] == nil {
		c.counts[day] = map[kiosk.Count]int64{}
	}
	c.counts[day][key] += n
}

// take returns what was gathered and forgets it.
func (c *counter) take() map[catalog.Date][]kiosk.Count {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := map[catalog.Date][]kiosk.Count{}
	for day, counts := range c.counts {
		for key, n := range counts {
			key.N = n
			all[day] = append(all[day], key)
		}
	}
	clear(c.counts)
	return all
}

// back takes what could not be written.
func (c *counter) back(day catalog.Date, counts []kiosk.Count) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, n := range counts {
		c.put(day, kiosk.Count{What: n.What, Of: n.Of}, n.N)
	}
}

// next begins another session.
func (c *counter) next() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session++
}

// miss notes that the session looked for words in vain.
func (c *counter) miss(day catalog.Date, words string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.day != day {
		c.day = day
		clear(c.missed)
	}
	if c.missed[words] == nil && len(c.missed) < mostMissed {
		c.missed[words] = map[int]bool{}
	}
	if c.missed[words] != nil {
		c.missed[words][c.session] = true
	}
}

// often returns the words that enough sessions of a day looked for in vain,
// with how many did.
func (c *counter) often() (day catalog.Date, words map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	words = map[string]int{}
	for w, sessions := range c.missed {
		if len(sessions) >= missSessions {
			words[w] = len(sessions)
		}
	}
	return c.day, words
}

// Opened counts a record, never who opened it.
func (m *Machine) Opened(id catalog.ID) {
	m.counter.add(catalog.DateOf(m.Now()), kiosk.Opened, string(id))
}

// Left counts a session with its language and modes, when it is over.
func (m *Machine) Left(lang catalog.Lang, modes []string) {
	today := catalog.DateOf(m.Now())
	m.counter.add(today, kiosk.Visited, "")
	m.counter.add(today, kiosk.Language, string(lang))
	for _, mode := range modes {
		m.counter.add(today, kiosk.Mode, mode)
	}
	m.counter.next()
}

var digitRun = regexp.MustCompile(`[0-9０-９][0-9０-９\-. ]*[0-9０-９Xx]`)

// Missed counts a search that found nothing. Its words are forgotten, unless
// staff want to know them: then they are kept, without numbers, once three
// different sessions have looked for the same.
func (m *Machine) Missed(words string) {
	today := catalog.DateOf(m.Now())
	m.counter.add(today, kiosk.NotFound, "")
	words = strings.Join(strings.Fields(digitRun.ReplaceAllString(words, "")), " ")
	if m.keepMissed && words != "" {
		m.counter.miss(today, words)
	}
}

// writeCounts puts what was gathered onto the disk, and takes from there what
// is opened most.
func (m *Machine) writeCounts(ctx context.Context) error {
	for day, counts := range m.counter.take() {
		if err := m.outbox.Count(ctx, day, counts...); err != nil {
			m.counter.back(day, counts)
			return err
		}
	}
	day, words := m.counter.often()
	for w, n := range words {
		if err := m.outbox.Miss(ctx, day, w, n); err != nil {
			return err
		}
	}
	return m.readOpens(ctx)
}

// opensDays is how far back openings count for what is asked often.
const opensDays = 30

// readOpens reads how often each record was opened.
func (m *Machine) readOpens(ctx context.Context) error {
	counts, err := m.outbox.Most(ctx, kiosk.Opened, catalog.DateOf(m.Now()).Add(-opensDays))
	if err != nil {
		return err
	}
	m.opens.Store(&counts)
	return nil
}

// opensOf returns how often a record was opened lately, for the ranking.
func (m *Machine) opensOf() func(catalog.ID) int {
	opens := map[catalog.ID]int{}
	for _, c := range *m.opens.Load() {
		opens[catalog.ID(c.Of)] = int(c.N)
	}
	return func(id catalog.ID) int { return opens[id] }
}

// Frequent returns up to n guides and fees: those that visitors open most,
// then those that editors expect them to look for.
func (m *Machine) Frequent(n int) []catalog.ID {
	var ids []catalog.ID
	for _, c := range *m.opens.Load() {
		ids = append(ids, catalog.ID(c.Of))
	}
	if r, err := m.Record(catalog.FrequentTopic); err == nil {
		if t, ok := r.Body.(*catalog.Topic); ok {
			ids = append(ids, t.Members...)
		}
	}
	var some []catalog.ID
	seen := map[catalog.ID]bool{}
	for _, id := range ids {
		kind := id.Kind()
		if len(some) == n || seen[id] || kind != catalog.KindGuide && kind != catalog.KindFee {
			continue
		}
		seen[id] = true
		if _, err := m.Record(id); err == nil {
			some = append(some, id)
		}
	}
	return some
}
