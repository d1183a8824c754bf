package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

const keyUsage = `usage: mingbai key new NAME [-out DIR]
       mingbai key list FILE... | -repo REPO
new makes a key: NAME.key, locked by a passphrase, and NAME.pub, to be handed around.
list prints public keys, or who signs what in a repository.
example: mingbai key new editor-1 -out keys
`

// keyVerb makes or lists keys.
func keyVerb(ctx context.Context, d *desk, args []string) error {
	if len(args) > 0 && args[0] == "list" {
		return keyList(ctx, d, args[1:])
	}
	f := d.flags("key", keyUsage)
	out := f.String("out", ".", "`DIR` to put the files into")
	var l lock
	f.StringVar(&l.file, "passphrase-file", "", "`FILE` whose first line is the passphrase; else $"+passphraseEnv+", else the terminal")
	rest, err := d.parse(f, args, 2)
	if err != nil {
		return err
	}
	if rest[0] != "new" {
		f.Usage()
		return errUsage
	}
	return d.newKey(rest[1], *out, l)
}

// newKey makes a key and its two files.
func (d *desk) newKey(name, dir string, l lock) error {
	k, err := trust.NewKey(name)
	if err != nil {
		return err
	}
	words, err := d.newPassphrase(l)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	secret, public := filepath.Join(dir, name+".key"), filepath.Join(dir, name+".pub")
	if err := trust.WriteKey(secret, k, words); err != nil {
		return err
	}
	if err := os.WriteFile(public, []byte(k.Public().String()+"\n"), 0o644); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	return d.say(fact{"key", secret}, fact{"public", public}, fact{"hand around", k.Public().String()}, fact{"compare by telephone", k.Public().Short()})
}

// keyList lists public keys.
func keyList(ctx context.Context, d *desk, args []string) error {
	f := d.flags("key list", keyUsage)
	repo := f.String("repo", "", "`REPO` whose people to list")
	files, err := interspersed(f, args)
	if err != nil {
		return errUsage
	}
	if (*repo == "") == (len(files) == 0) {
		f.Usage()
		return errUsage
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".key") {
			return fmt.Errorf("%s is a secret key; hint: list the .pub beside it", file)
		}
		keys, err := readPublic(file)
		if err != nil {
			return err
		}
		for _, k := range keys {
			if err := d.say(fact{"key", k.String()}); err != nil {
				return err
			}
		}
	}
	if *repo == "" {
		return nil
	}
	return listPeople(ctx, d, *repo)
}

// listPeople says who signs what in a repository, by its newest root.
func listPeople(ctx context.Context, d *desk, dir string) error {
	r, err := press.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer r.Close() // it was only read
	root, err := r.WaitingRoot()
	if err != nil {
		return err
	}
	if root == nil {
		root = r.Documents()[trust.Root]
	} else {
		d.note("this root still waits for signatures")
	}
	people, err := trust.ReadRoster(root)
	if err != nil {
		return err
	}
	return d.sayRoster(people)
}
