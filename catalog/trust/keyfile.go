package trust

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// How a key is locked. A work factor of 18 takes a second and 256 MB for each
// guess; a file that asks for more than 20 is refused.
const (
	workFactor    = 18
	maxWorkFactor = 20
	minPassphrase = 8        // characters
	maxKeyFile    = 16 << 10 // bytes
)

// WriteKey keeps a key in a new file of mode 0600, locked by a passphrase of
// at least 8 characters. A file that is there stays as it is. The form is
// that of age, with the key as PKCS #8 in it: "age -d FILE" opens it where
// this program is not at hand.
func WriteKey(path string, k *Key, passphrase string) error {
	return writeKey(path, k, passphrase, workFactor)
}

func writeKey(path string, k *Key, passphrase string, work int) error {
	if utf8.RuneCountInString(passphrase) < minPassphrase {
		return fmt.Errorf("write key %s: passphrase is too short; hint: take at least %d characters", path, minPassphrase)
	}
	body, err := lock(k, passphrase, work)
	if err == nil {
		err = createFile(path, body)
	}
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("write key: %w; hint: a key is never replaced; take another name", err)
	}
	if err != nil {
		return fmt.Errorf("write key %s: %w", path, err)
	}
	return nil
}

// lock encrypts a key.
func lock(k *Key, passphrase string, work int) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(k.private)
	if err != nil {
		return nil, err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(work)
	var out bytes.Buffer
	armored := armor.NewWriter(&out)
	w, err := age.Encrypt(armored, recipient)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(w, k.name+"\n"+string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
	if err := errors.Join(err, w.Close(), armored.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// createFile writes a new file so that after a power cut there is the whole
// file, an empty one or none.
func createFile(path string, body []byte) (err error) {
	reserved, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	reserved.Close() // it is empty
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	_, err = f.Write(body)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()), os.Remove(path))
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// ReadKey reads what WriteKey wrote. It refuses a file that others may read,
// one that is torn or was changed, and with ErrPassphrase a wrong passphrase.
// It takes a second.
func ReadKey(path, passphrase string) (*Key, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read key %s: %w", path, err)
	}
	if mode := info.Mode(); !mode.IsRegular() || mode.Perm()&0o077 != 0 {
		return nil, fmt.Errorf("read key %s: others may read it (%v); hint: chmod 600 %s, and make a new key if somebody could have copied it",
			path, mode, path)
	}
	k, err := unlock(f, passphrase, maxWorkFactor)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, fmt.Errorf("read key %s: %w; hint: try again; nobody can recover it", path, ErrPassphrase)
	}
	if err != nil {
		return nil, fmt.Errorf("read key %s: %w; hint: the file is damaged or no key; take its copy", path, err)
	}
	return k, nil
}

// unlock decrypts a key that asks for no more than 2^most work.
func unlock(r io.Reader, passphrase string, most int) (*Key, error) {
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, errors.Join(age.ErrIncorrectIdentity, err)
	}
	identity.SetMaxWorkFactor(most)
	plain, err := age.Decrypt(armor.NewReader(io.LimitReader(r, maxKeyFile)), identity)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		return nil, err
	}
	name, _, _ := strings.Cut(string(text), "\n")
	block, _ := pem.Decode(text)
	if block == nil || checkName(name) != nil {
		return nil, errors.New("there is no key in it")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("there is no key in it") // the cause would quote it
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("its key is not of type ed25519")
	}
	return &Key{name, private}, nil
}
