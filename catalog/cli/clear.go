package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingbai/catalog/press"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

const clearUsage = `usage: mingbai clear P.zip -key FILE -approve [-repo REPO | -against SRC]
       mingbai clear P.zip -key FILE -reject -reason WORDS [-repo REPO]
Adds the secrecy reviewer's signature, once the list of changes was read: run it without
-approve first, or open changes.html in P.zip. With -repo or -against the proposal is held
against what is published; without, against what it says was published. -media DIR writes
the pictures and forms of it to a folder, to be looked at.
A rejection stays in P.zip, and in the record of the repository.
example: mingbai clear p.zip -key reviewer-1.key -approve -against https://pub.example.cn/pub/230881
`

// A clearing is what clear is asked to do.
type clearing struct {
	file, out, repo, against, root, reason string
	media                                  string
	approve, reject                        bool
	key                                    lock
	life                                   trust.Lifetimes
}

func (c *clearing) flags(f *flag.FlagSet) {
	c.key.flags(f, "key", "a secrecy reviewer")
	lives(f, &c.life, trust.Snapshot, trust.Withdraw)
	f.BoolVar(&c.approve, "approve", false, "all of it may be published")
	f.BoolVar(&c.reject, "reject", false, "it must not be published")
	f.StringVar(&c.reason, "reason", "", "`WORDS` that say what must change")
	f.StringVar(&c.repo, "repo", "", "`REPO` to hold it against, and to record the decision in")
	f.StringVar(&c.against, "against", "", "`SRC` to hold it against: URL, folder or zip of what is published")
	f.StringVar(&c.root, "root", "", "`FILE` of the root that SRC has to begin with")
	f.StringVar(&c.media, "media", "", "`DIR` to write the pictures and forms to")
	f.StringVar(&c.out, "out", "", "`FILE` to write the proposal to; else the same")
}

// clearVerb shows, clears or rejects a proposal.
func clearVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("clear", clearUsage)
	var c clearing
	c.flags(f)
	rest, err := d.parse(f, args, 1)
	if err != nil {
		return err
	}
	if c.approve && c.reject || c.reject && c.reason == "" || (c.approve || c.reject) && c.key.key == "" {
		f.Usage()
		return errUsage
	}
	if c.file = rest[0]; c.out == "" {
		c.out = c.file
	}
	p, err := press.ReadProposal(c.file)
	if err != nil {
		return err
	}
	if c.media != "" {
		if err := writeMedia(c.media, p.Files()); err != nil {
			return err
		}
	}
	if !c.approve && !c.reject {
		return d.sayProposal(p, fact{"proposal", c.file}, fact{"cleared", p.Cleared()})
	}
	return d.clear(ctx, p, c)
}

// clear decides, and keeps the decision.
func (d *desk) clear(ctx context.Context, p *press.Proposal, c clearing) (err error) {
	var repo *press.Repository
	if c.repo != "" {
		if repo, err = press.Open(ctx, c.repo); err != nil {
			return err
		}
		defer repo.Close() // everything is written
	}
	k, err := d.open(c.key)
	if err != nil {
		return err
	}
	if c.reject {
		err = p.Reject(k, c.reason, time.Now())
	} else {
		err = d.approve(ctx, p, c, repo, k)
	}
	if err != nil {
		return err
	}
	if err := p.Write(c.out); err != nil {
		return err
	}
	if repo != nil {
		if err := repo.RecordOf(p); err != nil {
			return err
		}
	}
	return d.sayDecision(p, k)
}

// approve clears against what is published, as far as that is at hand.
func (d *desk) approve(ctx context.Context, p *press.Proposal, c clearing, repo *press.Repository, k *trust.Key) error {
	now := p.Base
	switch {
	case repo != nil:
		now = repo.Documents()
	case c.against != "":
		var err error
		if now, err = d.published(ctx, c.against, c.root); err != nil {
			return err
		}
	default:
		d.note("held against nothing but itself (hint: -against the public address, so that nobody can leave a change out of the list)")
	}
	return p.Approve(now, k, issue(c.life))
}

// sayDecision prints what was decided, and by which hash.
func (d *desk) sayDecision(p *press.Proposal, k *trust.Key) error {
	decision := p.Decisions[len(p.Decisions)-1]
	facts := []fact{{string(decision.What) + " by", k.Public().Short()}, {"edition", p.Edition}, {"digest", p.State.String()}, {"targets sha256", p.Hash()}}
	if decision.What == press.RejectedIt {
		return d.say(append(facts, fact{"reason", decision.Reason})...)
	}
	if !p.Cleared() {
		return errors.New("the snapshot does not carry the hash of these targets")
	}
	return d.say(append(facts, fact{"snapshot carries", fmt.Sprintf("exactly that hash and the length of %d bytes", len(p.Next[trust.Targets]))})...)
}

// writeMedia writes pictures and forms into a folder, each called by its
// record, its SHA-256 and what it is.
func writeMedia(dir string, files []press.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write pictures: %w", err)
	}
	for _, f := range files {
		name := strings.ReplaceAll(string(f.ID), "/", "-") + "-" + f.Blob.Name[:8] + "." + strings.ToLower(f.Format)
		if err := os.WriteFile(filepath.Join(dir, name), f.Body, 0o644); err != nil {
			return fmt.Errorf("write pictures: %w", err)
		}
	}
	return nil
}

// published returns the documents of a source. Before the first edition these
// are only the root.
func (d *desk) published(ctx context.Context, where, rootFile string) (now trust.State, err error) {
	err = openSource(where, rootFile, func(from source.Carrier, root []byte) error {
		begun, ok, err := press.Begun(ctx, from, root)
		if now = begun; ok || err != nil {
			return err
		}
		p, err := press.Inspect(ctx, from, root, time.Now())
		if err == nil {
			now = p.Documents
		}
		return err
	})
	if err == nil && len(now) == 1 {
		d.note("%s has published nothing but its root yet: every record is new", where)
	}
	return now, err
}
