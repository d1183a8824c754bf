package cli

import (
	"context"

	"mingbai/catalog/press"
)

const bundleUsage = `usage: mingbai bundle -repo REPO -out usb.zip
Writes the newest edition into one zip file, the same bytes as on the web server, for
kiosks without a network: put it on a stick.
example: mingbai bundle -repo repo -out /media/stick/mingbai.zip
`

// bundleVerb writes the newest edition into one file.
func bundleVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("bundle", bundleUsage)
	repo := f.String("repo", "", "`REPO` to take the edition from")
	out := f.String("out", "", "`FILE` to write")
	if _, err := d.parse(f, args, 0, "repo", "out"); err != nil {
		return err
	}
	r, err := press.Open(ctx, *repo)
	if err != nil {
		return err
	}
	defer r.Close() // it was only read
	n, err := r.Bundle(*out)
	if err != nil {
		return err
	}
	return d.say(fact{"bundle", *out}, fact{"edition", r.Edition()}, fact{"files", n})
}
