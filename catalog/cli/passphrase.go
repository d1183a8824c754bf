package cli

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"

	"golang.org/x/term"

	"mingbai/catalog/trust"
)

// passphraseEnv names the variable a passphrase is taken from where no file
// is named.
const passphraseEnv = "MINGBAI_PASSPHRASE"

// A lock is a key's file and where its passphrase comes from.
type lock struct{ key, file string }

// flags adds -key and -passphrase-file, or with a prefix -online and
// -online-passphrase-file.
func (l *lock) flags(f *flag.FlagSet, name, whose string) {
	file := "passphrase-file"
	if name != "key" {
		file = name + "-" + file
	}
	f.StringVar(&l.key, name, "", "`FILE` of the key of "+whose)
	f.StringVar(&l.file, file, "", "`FILE` whose first line is its passphrase; else $"+passphraseEnv+", else the terminal")
}

// open opens a key.
func (d *desk) open(l lock) (*trust.Key, error) {
	words, err := d.passphrase(l, "passphrase of "+l.key+": ")
	if err != nil {
		return nil, err
	}
	return trust.ReadKey(l.key, words)
}

// passphrase finds the passphrase of a key.
func (d *desk) passphrase(l lock, prompt string) (string, error) {
	if l.file != "" {
		b, err := os.ReadFile(l.file)
		if err != nil {
			return "", fmt.Errorf("read passphrase: %w", err)
		}
		line, _, _ := bytes.Cut(b, []byte("\n"))
		return string(bytes.TrimSuffix(line, []byte("\r"))), nil
	}
	if words := os.Getenv(passphraseEnv); words != "" {
		return words, nil
	}
	return d.ask(prompt)
}

// ask asks at the terminal, where what is typed is not shown.
func (d *desk) ask(prompt string) (string, error) {
	f, ok := d.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return "", fmt.Errorf("no passphrase, and no terminal to ask at; hint: -passphrase-file FILE, or set %s", passphraseEnv)
	}
	fmt.Fprint(d.errs, prompt)
	b, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(d.errs)
	if err != nil {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return string(b), nil
}

// newPassphrase finds the passphrase of a new key; at the terminal it is
// asked for twice.
func (d *desk) newPassphrase(l lock) (string, error) {
	words, err := d.passphrase(l, "new passphrase, at least 8 characters: ")
	if err != nil || l.file != "" || os.Getenv(passphraseEnv) != "" {
		return words, err
	}
	again, err := d.ask("the same once more: ")
	if err == nil && again != words {
		err = errors.New("the two passphrases differ; hint: try again")
	}
	return words, err
}
