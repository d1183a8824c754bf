package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"mingbai/kiosk/machine"
)

const pullUsage = `usage: mingbai pull [-from URL|DIR|ZIP] [-data DIR] [-config FILE] [-json]
       mingbai pull -new-publisher ROOT.json [-confirm PUBLISHER] [-from …] [-data DIR]
Fetches the newest edition, verifies it and applies it now. A kiosk that runs
in the data directory does so by itself every 15 minutes.
With -new-publisher the kiosk begins to trust the publisher of that root and
nobody of the one before: it says first what that means, and does it with
-confirm. What is shown stays until the edition of the new one is verified.
Exit codes: 0 done, 1 failed, 4 not trusted, 5 unreachable.
example: mingbai pull
example: mingbai pull -from /media/usb/bundle.zip
`

// pull fetches, verifies and applies the newest edition.
func (p Program) pull(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("pull", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, pullUsage); f.PrintDefaults() }
	c := content{alone: true}
	f.StringVar(&c.config, "config", "", "configuration `FILE` (default /etc/mingbai/mingbai.toml, else built in)")
	f.StringVar(&c.data, "data", "", "data directory `DIR` (default $STATE_DIRECTORY, else $XDG_DATA_HOME/mingbai)")
	from := f.String("from", "", "take it from this `SOURCE`: an address, a folder or a zip file; empty: the configured ones")
	asJSON := f.Bool("json", false, "one JSON object")
	var t takeover
	f.StringVar(&t.root, "new-publisher", "", "trust the publisher of the root in this `FILE`, and nobody else any more")
	f.StringVar(&t.confirm, "confirm", "", "do it, for this `PUBLISHER`: the 16 digits that -new-publisher says")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err != nil || len(rest) > 0 {
		return Usage
	}
	if t.confirm != "" && t.root == "" {
		f.Usage()
		return Usage
	}
	m, end, err := c.open(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	var got machine.Pulled
	if t.root == "" {
		got, err = m.Pull(ctx, *from)
	} else {
		got, err = p.takeOver(ctx, m, *from, t)
	}
	if err != nil {
		p.fail(err)
		return exitCode(err)
	}
	if err := printPulled(p.Out, got, *asJSON); err != nil {
		return p.fail(err)
	}
	return Done
}

// exitCode says by a number why nothing was pulled.
func exitCode(err error) int {
	switch {
	case machine.NotTrusted(err):
		return Untrusted
	case machine.Unreachable(err):
		return Unreachable
	}
	return Fail
}

// pulled is what a machine reads of a pull.
type pulled struct {
	From      string    `json:"from"`
	Was       int64     `json:"was"`
	Edition   int64     `json:"edition"`
	Digest    string    `json:"digest"`
	Issued    time.Time `json:"issued"`
	Added     int       `json:"added"`
	Changed   int       `json:"changed"`
	Gone      int       `json:"gone"`
	Withdrawn int       `json:"withdrawn"`
	Bytes     int64     `json:"bytes"`
	Pictures  int       `json:"pictures"`
	Lacking   int       `json:"lacking"`
}

func printPulled(out io.Writer, got machine.Pulled, asJSON bool) error {
	l := pulled{got.From, got.Was, got.Edition, got.Digest, got.Issued, got.Change.Added, got.Change.Changed, got.Change.Withdrawn, got.Withdrawn, got.Bytes + got.Pictures.Bytes,
		got.Pictures.Came, got.Pictures.Lacking}
	if asJSON {
		b, err := json.Marshal(l)
		if err == nil {
			_, err = fmt.Fprintf(out, "%s\n", b)
		}
		return err
	}
	news := "nothing new"
	if got.News() {
		news = fmt.Sprintf("was %d: %d added, %d changed, %d gone", l.Was, l.Added, l.Changed, l.Gone)
	}
	_, err := fmt.Fprintf(out, "from      %s\nedition   %d (%s)\ndigest    %s\nissued    %s\nwithdrawn %d\nbytes     %d\npictures  %d came, %d lacking\n",
		l.From, l.Edition, news, short(l.Digest), l.Issued.Format(time.RFC3339), l.Withdrawn, l.Bytes, l.Pictures, l.Lacking)
	return err
}

// short is what people compare of a digest, as "8f58-3d48".
func short(digest string) string {
	if len(digest) < 8 {
		return digest
	}
	return digest[:4] + "-" + digest[4:8]
}
