package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

const reviewUsage = `usage: mingbai review DIR [-hosts LIST] [-html FILE]
Finds what is wrong with a folder of records, blocking findings first, and scores how
complete the records of each office are.
example: mingbai review records -hosts .gov.cn -html findings.html
`

// reviewVerb reviews a folder of records.
func reviewVerb(_ context.Context, d *desk, args []string) error {
	f := d.flags("review", reviewUsage)
	var today day
	hosts := f.String("hosts", "", "`LIST` of the hosts that kiosks show, as .gov.cn,http:old.example.cn; a link elsewhere blocks")
	html := f.String("html", "", "`FILE` to write the findings to, as one page")
	f.Var(&today, "today", "`DAY` to review by, as 2026-11-18; else today in China")
	rest, err := d.parse(f, args, 1)
	if err != nil {
		return err
	}
	allowed, err := parseHosts(*hosts)
	if err != nil {
		return err
	}
	records, err := folder(rest[0])
	if err != nil {
		return err
	}
	d.progress("reviewing %d records …", len(records))
	r := review.Check(records, review.Options{Today: today.or(time.Now()), Hosts: allowed})
	if *html != "" {
		if err := writePage(*html, r.WriteHTML); err != nil {
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
		if err := d.say(fact{"office", s.Office}, fact{"complete percent", s.Percent()}, fact{"records", s.Records}); err != nil {
			return err
		}
	}
	return d.say(fact{"records", r.Records}, fact{"blocking", r.Blocking()}, fact{"advice", len(r.Findings) - r.Blocking()})
}

// writePage writes a page to a file.
func writePage(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
