package trust

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age/armor"
)

const passphrase = "correct horse 电池"

// lightly writes a key that is quick to guess, and so quick to open.
func lightly(t testing.TB, k *Key) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), k.name+".key")
	if err := writeKey(path, k, passphrase, 4); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestKeyIsReadBack(t *testing.T) {
	k := mustKey(t, "editor-2")
	path := lightly(t, k)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %v, %v, want 0600", info.Mode(), err)
	}
	got := ok(ReadKey(path, passphrase))(t)
	if !got.private.Equal(k.private) || got.Public() != k.Public() || got.Public().Name != "editor-2" {
		t.Errorf("read back %v, want %v", got, k)
	}
	if left := ok(filepath.Glob(filepath.Join(filepath.Dir(path), ".key-*")))(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestKeyIsSlowToGuess looks for the work that each guess at the passphrase
// takes.
func TestKeyIsSlowToGuess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "editor-2.key")
	if err := WriteKey(path, mustKey(t, "editor-2"), passphrase); err != nil {
		t.Fatal(err)
	}
	plain := ok(unarmor(ok(os.ReadFile(path))(t)))(t)
	if header, _, _ := bytes.Cut(plain[len("age-encryption.org/v1\n"):], []byte("\n")); !bytes.HasSuffix(header, []byte(" 18")) {
		t.Errorf("it says %q, want 2^18", header)
	}
}

func TestWrongPassphraseIsTold(t *testing.T) {
	path := lightly(t, mustKey(t, "editor-2"))
	for _, p := range []string{"correct horse", passphrase + " ", ""} {
		if _, err := ReadKey(path, p); !errors.Is(err, ErrPassphrase) || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%q: err = %v, want ErrPassphrase with a hint", p, err)
		}
	}
}

func TestKeyThatOthersMayReadIsRefused(t *testing.T) {
	path := lightly(t, mustKey(t, "editor-2"))
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o660} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := ReadKey(path, passphrase)
		if hinted(t, err); !strings.Contains(fmt.Sprint(err), "chmod 600") {
			t.Errorf("mode %v: err = %v", mode, err)
		}
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKey(path, passphrase); err != nil {
		t.Errorf("mode 0400: %v", err)
	}
	_, err := ReadKey(t.TempDir(), passphrase)
	hinted(t, err)
}

func TestTornKeyFileIsRefused(t *testing.T) {
	path := lightly(t, mustKey(t, "editor-2"))
	whole := ok(os.ReadFile(path))(t)
	try := func(what string, body []byte) {
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		k, err := ReadKey(path, passphrase)
		if err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%s: %v, %v, want an error with a hint", what, k, err)
		}
	}
	for n := 0; n < len(whole)-2; n += 7 {
		try(fmt.Sprintf("cut after %d bytes", n), whole[:n])
	}
	for n := 60; n < len(whole)-40; n += 13 {
		flipped := bytes.Clone(whole)
		if flipped[n] ^= 1; flipped[n] == '\n'^1 {
			continue
		}
		try(fmt.Sprintf("byte %d changed", n), flipped)
	}
	try("zeros", make([]byte, len(whole)))
	try("public half", []byte(mustKey(t, "x").String()))
	try("too large", bytes.Repeat(whole, 100))
}

// TestSlowKeyFileIsRefused opens a file that asks for hours of work.
func TestSlowKeyFileIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "slow.key")
	k := mustKey(t, "slow")
	body := ok(lock(k, passphrase, 4))(t)
	slow := bytes.Replace(ok(unarmor(body))(t), []byte(" 4\n"), []byte(" 30\n"), 1)
	if err := os.WriteFile(path, slow, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKey(path, passphrase); err == nil {
		t.Error("it was opened")
	}
}

func TestKeyIsNeverReplaced(t *testing.T) {
	k := mustKey(t, "editor-2")
	path := lightly(t, k)
	err := writeKey(path, mustKey(t, "editor-3"), passphrase, 4)
	if hinted(t, err); !errors.Is(err, os.ErrExist) {
		t.Errorf("err = %v, want os.ErrExist", err)
	}
	if got := ok(ReadKey(path, passphrase))(t); got.Public() != k.Public() {
		t.Errorf("it holds %v", got)
	}
	if err := writeKey(filepath.Join(t.TempDir(), "gone", "x"), k, passphrase, 4); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("err = %v, want os.ErrNotExist", err)
	}
	hinted(t, writeKey(filepath.Join(t.TempDir(), "x"), k, "short", 4))
}

// TestSecretIsNeverPrinted looks for the secret, in any notation, in whatever
// prints a key or an error about one.
func TestSecretIsNeverPrinted(t *testing.T) {
	k := mustKey(t, "editor-2")
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))
	logger.Info("signed", "key", k, "by", *k)
	text := log.String() + fmt.Sprintf("%v %+v %#v %s %d %x %q", k, k, k, k, k, k, *k)
	if b, err := json.Marshal(k); err == nil {
		text += string(b)
	}
	path := lightly(t, k)
	_, err := ReadKey(path, "tip of my tongue")
	text += fmt.Sprint(err, writeKey(path, k, passphrase, 4), string(ok(os.ReadFile(path))(t)))
	seed := k.private.Seed()
	for _, secret := range []string{hex.EncodeToString(seed), strings.Trim(fmt.Sprint(seed), "[]"), string(seed), passphrase, "tip of my tongue"} {
		if strings.Contains(strings.ToLower(text), secret) {
			t.Errorf("the secret is in %s", text)
		}
	}
	if !strings.Contains(text, "editor-2 ed25519:") {
		t.Errorf("the public half is not in %s", text)
	}
}

func TestPublicHalfIsReadBack(t *testing.T) {
	want := mustKey(t, "editor-2").Public()
	for _, s := range []string{want.String(), " " + want.String() + "\r\n"} {
		if got, err := ParsePublic(s); err != nil || got != want {
			t.Errorf("read back %v, %v, want %v", got, err, want)
		}
	}
	for _, s := range []string{"", "editor-2", want.String() + "0", want.String()[:40], "Editor 2" + want.String()[8:], strings.Replace(want.String(), "ed25519", "rsa", 1)} {
		_, err := ParsePublic(s)
		hinted(t, err)
	}
	for _, name := range []string{"", "Editor", "a b", strings.Repeat("x", 41)} {
		_, err := NewKey(name)
		hinted(t, err)
	}
}

// TestKeyFileIsThatOfAge has any program for age files open a key.
func TestKeyFileIsThatOfAge(t *testing.T) {
	body := ok(os.ReadFile(lightly(t, mustKey(t, "editor-2"))))(t)
	if plain := ok(unarmor(body))(t); !bytes.HasPrefix(plain, []byte("age-encryption.org/v1\n-> scrypt ")) {
		t.Errorf("it begins with %.60q", plain)
	}
}

// unarmor returns the binary form of a key file.
func unarmor(body []byte) ([]byte, error) { return io.ReadAll(armor.NewReader(bytes.NewReader(body))) }
