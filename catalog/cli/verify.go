package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/press"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

const verifyUsage = `usage: mingbai verify SRC [-root FILE]
Says what a source holds: edition, digest, who signed what and until when it is good.
It does what a new kiosk does, down to the digest of all records. SRC is the address of
a published tree, its folder, a repository, or a zip file on a stick. Without -root it
begins with the first root of the source itself: then look at the names.
example: mingbai verify https://pub.example.cn/pub/230881 -root 1.root.json
`

// verifyVerb says what a source holds.
func verifyVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("verify", verifyUsage)
	root := f.String("root", "", "`FILE` of a root that is known to be right")
	rest, err := d.parse(f, args, 1)
	if err != nil {
		return err
	}
	p, err := inspect(ctx, rest[0], *root)
	if err != nil {
		return err
	}
	if err := d.say(fact{"source", rest[0]}, fact{"edition", p.Edition}, fact{"digest", p.State.String()}, fact{"short digest", p.State.Short()},
		fact{"records", p.Records}, fact{"issued", p.Issued.Format(time.RFC3339)}, fact{"root given", *root != ""}); err != nil {
		return err
	}
	for _, paper := range p.Papers {
		if err := d.sayPaper(paper); err != nil {
			return err
		}
	}
	if err := d.say(fact{"pictures and forms", p.Blobs}, fact{"lacking", len(p.Lacking)}); err != nil {
		return err
	}
	for _, name := range p.Lacking {
		d.note("warning: %s is not there or has other bytes; hint: upload the folder blob of the repository too", name)
	}
	for _, w := range p.Withdrawn {
		if err := d.say(fact{"taken down", w.ID}, fact{"since", w.On}, fact{"reason", w.Reason[catalog.ZH]}); err != nil {
			return err
		}
	}
	return nil
}

// sayPaper prints who signed a document and until when it is good, and warns
// when it is time to sign it again.
func (d *desk) sayPaper(p press.Paper) error {
	var names []string
	for _, k := range p.Signers {
		names = append(names, k.Short())
	}
	now := time.Now()
	d.warn(p.Expiry(), now)
	left := p.Expiry().Days(now)
	if d.asJSON {
		return d.say(fact{"role", p.Role}, fact{"version", p.Version}, fact{"signers", names}, fact{"need", p.Need}, fact{"expires", p.Expires}, fact{"days left", left})
	}
	return d.say(fact{string(p.Role), fmt.Sprintf("version %d, until %s (%d days), signed by %s (%d needed)",
		p.Version, p.Expires.Format(time.DateOnly), left, strings.Join(names, ", "), p.Need)})
}

// inspect verifies what a person names as a source; rootFile may be "".
func inspect(ctx context.Context, where, rootFile string) (p *press.Published, err error) {
	err = openSource(where, rootFile, func(from source.Carrier, root []byte) (err error) {
		p, err = press.Inspect(ctx, from, root, time.Now())
		return err
	})
	return p, err
}

// openSource opens what a person names as a source, reads a root where a file
// is named, and lets do look.
func openSource(where, rootFile string, do func(source.Carrier, []byte) error) error {
	var root []byte
	if rootFile != "" {
		var err error
		if root, err = os.ReadFile(rootFile); err != nil {
			return fmt.Errorf("read root: %w", err)
		}
	}
	web, err := source.NewClient(source.Options{})
	if err != nil {
		return err
	}
	defer web.Close() // nothing is sent any more
	from, err := source.Open(treeOf(where), web)
	if err != nil {
		return err
	}
	defer from.Close() // it was only read
	err = do(from, root)
	if errors.Is(err, trust.ErrExpired) {
		err = fmt.Errorf("%w; hint: refresh signs the timestamp again, propose and clear the others", err)
	}
	return err
}

// treeOf returns the public tree of a repository, and any other place as it
// is.
func treeOf(where string) string {
	if _, err := os.Stat(filepath.Join(where, "private", "state.json")); err == nil {
		return filepath.Join(where, "public")
	}
	return where
}
