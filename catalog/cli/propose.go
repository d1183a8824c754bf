package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"mingbai/catalog"
	"mingbai/catalog/press"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

const proposeUsage = `usage: mingbai propose DIR -repo REPO -out P.zip
Reviews a folder of records and makes the next edition of it: one file that holds
what changes, what is to be signed, and a list for people to read (changes.html in it).
Blocking findings refuse it. Records without a short number get one. Pictures and forms
that records name, as "blob": "media/sample.png", come along from the folder DIR/media.
example: mingbai propose records -repo repo -out p.zip -hosts .gov.cn
`

// proposeVerb makes a proposal.
func proposeVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("propose", proposeUsage)
	var (
		o     press.Order
		today day
	)
	repo := f.String("repo", "", "`REPO` to propose to")
	out := f.String("out", "", "`FILE` to write the proposal to")
	hosts := f.String("hosts", "", "`LIST` of the hosts that kiosks show, as .gov.cn,http:old.example.cn; a link elsewhere blocks")
	f.Var(&today, "today", "`DAY` to review by, as 2026-11-18; else today in China")
	f.BoolVar(&o.Repeat, "repeat", false, "propose it although nothing has changed, for the next quarter's clearance")
	lives(f, &o.Lifetimes, trust.Targets)
	rest, err := d.parse(f, args, 1, "repo", "out")
	if err != nil {
		return err
	}
	o.Issue = issue(o.Lifetimes)
	o.Today = today.or(o.At)
	if o.Hosts, err = parseHosts(*hosts); err != nil {
		return err
	}
	records, err := folder(rest[0])
	if err != nil {
		return err
	}
	r, err := press.Open(ctx, *repo)
	if err != nil {
		return err
	}
	defer r.Close() // it was only read
	d.progress("reviewing and packing %d records …", len(records))
	media, err := os.OpenRoot(rest[0])
	if err != nil {
		return err
	}
	defer media.Close() // it was only read
	o.Media = media.FS()
	p, err := r.Propose(records, o)
	if err != nil {
		return d.refused(err)
	}
	if err := p.Write(*out); err != nil {
		return err
	}
	left, err := d.expiries(r.Documents())
	if err != nil {
		return err
	}
	return d.sayProposal(p, append([]fact{{"proposal", *out}}, left...)...)
}

// refused prints the findings that refuse a folder.
func (d *desk) refused(err error) error {
	var found *press.FindingsError
	if errors.As(err, &found) {
		for _, f := range found.Findings {
			if f.Severity == catalog.Blocking {
				d.note("%s", f.In(catalog.ZH))
			}
		}
	}
	return err
}

// sayProposal prints what a proposal is and, for people, its list of changes.
func (d *desk) sayProposal(p *press.Proposal, first ...fact) error {
	added, changed, withdrawn := p.List().Counts()
	facts := append(first, fact{"edition", p.Edition}, fact{"digest", p.State.String()}, fact{"targets sha256", p.Hash()}, fact{"records", p.Records},
		fact{"added", added}, fact{"changed", changed}, fact{"withdrawn", withdrawn}, fact{"pictures and forms", len(p.Files())}, fact{"findings", len(p.Findings)})
	if d.asJSON {
		facts = append(facts, fact{"changes", p.Changes()})
	}
	if err := d.say(facts...); err != nil || d.asJSON {
		return err
	}
	return d.sayChanges(p.Changes())
}

// brief is how many fields of a change are printed; changes.html has all.
const brief = 12

// sayChanges prints a change a line, and beneath it a field a line.
func (d *desk) sayChanges(changes []press.Change) error {
	for _, c := range changes {
		if _, err := fmt.Fprintf(d.out, "%s %s %s\n", c.Sort, c.ID, c.Title[catalog.ZH]); err != nil {
			return err
		}
		fields := c.Fields
		if c.Sort == press.Added {
			fields = nil
		}
		for i, f := range fields {
			if i == brief {
				fmt.Fprintf(d.out, "  and %d more fields\n", len(fields)-brief)
				break
			}
			fmt.Fprintf(d.out, "  %s\n", f)
		}
	}
	return nil
}

// folder reads a folder of records.
func folder(dir string) ([]*catalog.Record, error) {
	records, err := source.Folder(os.DirFS(dir))
	if err == nil && len(records) == 0 {
		err = fmt.Errorf("there is no record; hint: they are files KIND/NAME.json")
	}
	if err != nil {
		return nil, fmt.Errorf("read folder %s: %w", dir, err)
	}
	return records, nil
}

// parseHosts reads an allow-list; "" is none.
func parseHosts(list string) (*catalog.Hosts, error) {
	if list == "" {
		return nil, nil
	}
	return catalog.ParseHosts(list)
}
