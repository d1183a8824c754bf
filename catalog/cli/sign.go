package cli

import (
	"context"
	"time"

	"mingbai/catalog/press"
)

const signUsage = `usage: mingbai sign P.zip -key FILE
Adds an editor's signature to a proposal, which is checked first: the files in it are
those that are signed, and they change what the list says.
example: mingbai sign p.zip -key editor-1.key
`

// signVerb adds an editor's signature.
func signVerb(_ context.Context, d *desk, args []string) error {
	f := d.flags("sign", signUsage)
	var key lock
	key.flags(f, "key", "an editor")
	out := f.String("out", "", "`FILE` to write the signed proposal to; else the same")
	rest, err := d.parse(f, args, 1, "key")
	if err != nil {
		return err
	}
	p, err := press.ReadProposal(rest[0])
	if err != nil {
		return err
	}
	k, err := d.open(key)
	if err != nil {
		return err
	}
	if err := p.Sign(k, time.Now()); err != nil {
		return err
	}
	if *out == "" {
		*out = rest[0]
	}
	if err := p.Write(*out); err != nil {
		return err
	}
	return d.sayProposal(p, fact{"signed by", k.Public().Short()}, fact{"proposal", *out})
}
