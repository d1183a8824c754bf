package cli

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"mingbai/catalog/trust"
)

// A roster is who signs what, as flags.
type roster struct {
	root, editors, reviewers, online                  string
	rootThreshold, editorThreshold, reviewerThreshold int
}

func (r *roster) flags(f *flag.FlagSet) {
	f.StringVar(&r.root, "root", "", "`FILES` of the public keys that say who signs: bureau.pub,archive.pub,auditor.pub")
	f.StringVar(&r.editors, "editor", "", "`FILES` of the editors' public keys")
	f.StringVar(&r.reviewers, "reviewer", "", "`FILES` of the secrecy reviewers' public keys")
	f.StringVar(&r.online, "online", "", "`FILE` of the public key of the publishing host")
	f.IntVar(&r.rootThreshold, "root-threshold", 2, "how many of the root keys have to sign")
	f.IntVar(&r.editorThreshold, "editor-threshold", 1, "how many editors have to sign")
	f.IntVar(&r.reviewerThreshold, "reviewer-threshold", 1, "how many secrecy reviewers have to sign")
}

// read reads the public keys.
func (r *roster) read() (trust.Roster, error) {
	var all trust.Roster
	for _, q := range []struct {
		into      *trust.Quorum
		files     string
		threshold int
	}{
		{&all.Root, r.root, r.rootThreshold}, {&all.Editors, r.editors, r.editorThreshold},
		{&all.Reviewers, r.reviewers, r.reviewerThreshold}, {&all.Online, r.online, 1},
	} {
		q.into.Threshold = q.threshold
		for _, file := range strings.Split(q.files, ",") {
			keys, err := readPublic(strings.TrimSpace(file))
			if err != nil {
				return trust.Roster{}, err
			}
			q.into.Keys = append(q.into.Keys, keys...)
		}
	}
	return all, nil
}

// readPublic reads a file of public keys, one a line.
func readPublic(path string) ([]trust.Public, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read public key: %w", err)
	}
	var keys []trust.Public
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		k, err := trust.ParsePublic(line)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// sayRoster prints who signs what.
func (d *desk) sayRoster(r trust.Roster) error {
	for _, q := range []struct {
		role string
		q    trust.Quorum
	}{{"root", r.Root}, {"editor", r.Editors}, {"reviewer", r.Reviewers}, {"online", r.Online}} {
		for _, k := range q.q.Keys {
			if d.asJSON {
				if err := d.say(fact{"role", q.role}, fact{"threshold", q.q.Threshold}, fact{"key", k.String()}); err != nil {
					return err
				}
				continue
			}
			if err := d.say(fact{fmt.Sprintf("%s (%d of %d)", q.role, q.q.Threshold, len(q.q.Keys)), k}); err != nil {
				return err
			}
		}
	}
	return nil
}
