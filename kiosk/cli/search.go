package cli

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"mingbai/catalog"
)

const searchUsage = `usage: mingbai search [-records DIR] [-lang zh|en|ru] [-json] WORDS
Prints what the screen would list, best first, with the reason for each.
example: mingbai search -lang ru пенсия
`

// search prints what the screen would list.
func (p Program) search(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("search", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, searchUsage); f.PrintDefaults() }
	var c content
	c.flags(f)
	lang := f.String("lang", "zh", "`LANG` of the titles: zh, en or ru")
	limit := f.Int("n", 20, "at most `N` lines")
	asJSON := f.Bool("json", false, "one JSON object a line")
	words, err := parse(f, args)
	if err != nil {
		return Usage
	}
	if len(words) == 0 || *limit < 1 || !slices.Contains(catalog.Langs(), catalog.Lang(*lang)) {
		f.Usage()
		return Usage
	}
	m, end, err := c.open(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	if err := m.PrepareSearch(ctx); err != nil {
		return p.fail(err)
	}
	s := catalog.Search{Words: strings.Join(words, " "), Lang: catalog.Lang(*lang), Limit: *limit}
	found, err := m.Find(s)
	if err != nil {
		return p.fail(err)
	}
	if err := print(p.Out, found, s.Lang, *asJSON); err != nil {
		return p.fail(err)
	}
	return Done
}

// line is one hit as it is printed.
type line struct {
	ID      catalog.ID     `json:"id"`
	Kind    catalog.Kind   `json:"kind"`
	Title   string         `json:"title"`
	Snippet string         `json:"snippet"`
	Reason  catalog.Reason `json:"reason"`
}

func print(out io.Writer, found catalog.Found, lang catalog.Lang, asJSON bool) error {
	for _, h := range found.Hits {
		title, _ := h.Head.Title.In(lang)
		l := line{h.ID, h.ID.Kind(), title, h.Words, h.Reason}
		if !asJSON {
			fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("%-7s %-36s %s  %s", l.Reason, l.ID, l.Title, l.Snippet), " "))
			continue
		}
		b, err := json.Marshal(l)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n", b)
	}
	if !asJSON {
		fmt.Fprintln(out, summary(found))
	}
	return nil
}

// summary says how many records match.
func summary(found catalog.Found) string {
	switch {
	case found.Guess:
		return fmt.Sprintf("nothing matches; %d guesses", len(found.Hits))
	case found.Total() > len(found.Hits):
		return fmt.Sprintf("%d of %d", len(found.Hits), found.Total())
	}
	return fmt.Sprintf("%d found", found.Total())
}
