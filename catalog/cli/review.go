package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/go-text/typesetting/font"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

const reviewUsage = `usage: mingbai review DIR [-hosts LIST] [-html FILE] [-font FILE] [-links [-write]]
Finds what is wrong with a folder of records, blocking findings first, and scores how
complete, timely and accurate the records of each office are.
With -links it opens every link too; one that fails twice, a day or more apart, is dead. Run
it daily: what it found is in links.json beside DIR, and with -write in the records.
example: mingbai review records -hosts .gov.cn -html findings.html -links -write
`

// A reviewing is what review is asked to do.
type reviewing struct {
	dir               string
	hosts, html, font string
	today             day
	links             linking
}

// reviewVerb reviews a folder of records.
func reviewVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("review", reviewUsage)
	var v reviewing
	f.StringVar(&v.hosts, "hosts", "", "`LIST` of the hosts that kiosks show, as .gov.cn,http:old.example.cn; a link elsewhere blocks")
	f.StringVar(&v.html, "html", "", "`FILE` to write the findings to, as one page")
	f.StringVar(&v.font, "font", "", "`FILE` of the font of kiosks, TTF or OTF; without it no character is looked for in it")
	f.Var(&v.today, "today", "`DAY` to review by, as 2026-11-18; else today in China")
	v.links.flags(f)
	rest, err := d.parse(f, args, 1)
	if err != nil {
		return err
	}
	if v.links.bad() {
		f.Usage()
		return errUsage
	}
	v.dir = rest[0]
	r, err := v.review(ctx, d)
	if err != nil {
		return err
	}
	return v.end(d, r)
}

// review reads the folder, opens its links where it is asked to, and looks for
// what is wrong.
func (v reviewing) review(ctx context.Context, d *desk) (review.Report, error) {
	o := review.Options{Today: v.today.or(time.Now())}
	var err error
	if o.Hosts, err = parseHosts(v.hosts); err != nil {
		return review.Report{}, err
	}
	if o.Glyph, err = readFont(v.font); err != nil {
		return review.Report{}, err
	}
	records, err := folder(v.dir)
	if err != nil {
		return review.Report{}, err
	}
	media, err := os.OpenRoot(v.dir)
	if err != nil {
		return review.Report{}, err
	}
	defer media.Close() // it was only read
	o.Media = media.FS()
	var opened []review.Finding
	if v.links.on {
		if opened, err = v.links.check(ctx, d, v.dir, records, o.Hosts, o.Today); err != nil {
			return review.Report{}, err
		}
	}
	d.progress("reviewing %d records …", len(records))
	r := review.Check(records, o)
	r.Findings = append(r.Findings, opened...)
	review.Sort(r.Findings)
	return r, nil
}

// end writes and prints what was found.
func (v reviewing) end(d *desk, r review.Report) error {
	if v.html != "" {
		if err := writePage(v.html, r.WriteHTML); err != nil {
			return err
		}
	}
	if err := d.sayReport(r); err != nil {
		return err
	}
	if r.Blocking() > 0 {
		return errFound
	}
	return nil
}

// sayReport prints findings, then scores, then how many.
func (d *desk) sayReport(r review.Report) error {
	for _, f := range r.Findings {
		if d.asJSON {
			if err := d.print(f); err != nil {
				return err
			}
		} else if _, err := fmt.Fprintln(d.out, f.In(catalog.ZH)+" / "+f.Say[catalog.EN]); err != nil {
			return err
		}
	}
	for _, s := range r.Offices {
		if err := d.say(fact{"office", s.Office}, fact{"complete percent", s.Percent()},
			fact{"timely percent", s.Timely()}, fact{"accurate percent", s.Accurate()}, fact{"records", s.Records}); err != nil {
			return err
		}
	}
	return d.say(fact{"records", r.Records}, fact{"blocking", r.Blocking()}, fact{"advice", len(r.Findings) - r.Blocking()})
}

// readFont reads a font and returns which characters it has; nil for no file.
func readFont(path string) (func(rune) bool, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	face, err := font.ParseTTF(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w; hint: give one file of TrueType or OpenType", path, err)
	}
	return func(r rune) bool {
		_, ok := face.NominalGlyph(r)
		return ok
	}, nil
}

// writePage writes a page to a file.
func writePage(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
