package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/catalog/press"
)

const diffUsage = `usage: mingbai diff OLD NEW [-html FILE]
Says what residents see differently between two states of a catalog, field by field.
Each is a folder of records, a source as for verify, or REPO@N for an edition that a
repository keeps.
example: mingbai diff repo@123 records -html changes.html
`

// diffVerb compares two states of a catalog.
func diffVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("diff", diffUsage)
	html := f.String("html", "", "`FILE` to write the list to, as one page")
	rest, err := d.parse(f, args, 2)
	if err != nil {
		return err
	}
	changes, err := differences(ctx, rest[0], rest[1])
	if err != nil {
		return err
	}
	if *html != "" {
		if err := writePage(*html, press.List{Title: catalog.Text{catalog.ZH: rest[0] + " 与 " + rest[1] + " 的差别",
			catalog.EN: "What differs between " + rest[0] + " and " + rest[1]}, Changes: changes}.WriteHTML); err != nil {
			return err
		}
	}
	if d.asJSON {
		for _, c := range changes {
			if err := d.print(c); err != nil {
				return err
			}
		}
		return nil
	}
	if err := d.say(fact{"records that differ", len(changes)}); err != nil {
		return err
	}
	return d.sayChanges(changes)
}

// differences loads two states and compares them.
func differences(ctx context.Context, old, next string) ([]press.Change, error) {
	before, err := load(ctx, old)
	if err != nil {
		return nil, err
	}
	after, err := load(ctx, next)
	if err != nil {
		return nil, err
	}
	return press.Compare(before, after)
}

// load finds a state of a catalog by what a person names it by.
func load(ctx context.Context, where string) (*press.Set, error) {
	if dir, number, ok := strings.Cut(where, "@"); ok && !strings.Contains(where, "://") {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%s: want REPO@NUMBER", where)
		}
		r, err := press.Open(ctx, dir)
		if err != nil {
			return nil, err
		}
		defer r.Close() // it was only read
		return r.Set(n)
	}
	info, err := os.Stat(where)
	if err == nil && info.IsDir() && treeOf(where) == where {
		if _, err := os.Stat(filepath.Join(where, "timestamp.json")); errors.Is(err, fs.ErrNotExist) {
			records, err := folder(where)
			if err != nil {
				return nil, err
			}
			return press.SetOf(records)
		}
	}
	p, err := inspect(ctx, where, "")
	if err != nil {
		return nil, err
	}
	return p.Set, nil
}
