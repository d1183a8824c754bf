package outbox

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mingbai/kiosk"
)

// keyFile is the name of the kiosk's key in its data folder.
const keyFile = "kiosk.key"

// An Identity is by what the hub knows a kiosk: a random id and an Ed25519
// key that never leaves the machine. The only way to make one is
// [OpenIdentity]. It prints as the id alone.
type Identity struct {
	id  string
	key ed25519.PrivateKey
}

// ID returns the id: 26 random letters and digits, in no QR code and no link.
func (i Identity) ID() string { return i.id }

// String returns the id. The key is in no log.
func (i Identity) String() string { return i.id }

// GoString returns the id.
func (i Identity) GoString() string { return i.id }

// Public returns the public half of the key.
func (i Identity) Public() ed25519.PublicKey { return i.key.Public().(ed25519.PublicKey) }

// Seal returns what the kiosk tells the others of its hall, signed: the body
// for [Outbox.Propose].
func (i Identity) Seal(hall string, body json.RawMessage) (json.RawMessage, error) {
	return kiosk.SealEntry(kiosk.Entry{Kiosk: i.id, Hall: hall, Body: body}, i.key)
}

// Sign returns the kiosk's signature over the lines of a delivery.
func (i Identity) Sign(lines []byte) []byte { return kiosk.SignDelivery(i.key, lines) }

// identityFile is an Identity on the disk.
type identityFile struct {
	Kiosk string `json:"kiosk"`
	Seed  []byte `json:"seed"`
}

// OpenIdentity reads kiosk.key in the folder dir, and makes it (mode 0600)
// when it is missing. Of several processes that start at once all get the
// same one. A broken or readable key is an error that says what to do; it is
// never replaced, because the hub would take the kiosk for a stranger. A disk
// that is copied to other kiosks must be copied before the first start, or
// without this file.
func OpenIdentity(dir string) (Identity, error) {
	path := filepath.Join(dir, keyFile)
	i, err := readIdentity(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeIdentity(path); err == nil {
			i, err = readIdentity(path)
		}
	}
	if err != nil {
		return Identity{}, fmt.Errorf("open kiosk key: %w", err)
	}
	return i, nil
}

func readIdentity(path string) (Identity, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Identity{}, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return Identity{}, fmt.Errorf("%s has mode %o; hint: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return Identity{}, err
	}
	var f identityFile
	if err := json.Unmarshal(b, &f); err != nil || f.Kiosk == "" || len(f.Seed) != ed25519.SeedSize {
		return Identity{}, fmt.Errorf("%s is no kiosk key; hint: restore it from a copy, or remove it: the kiosk is then a new one to the hub", path)
	}
	return Identity{f.Kiosk, ed25519.NewKeyFromSeed(f.Seed)}, nil
}

// makeIdentity puts a new identity at path unless there is one already. The
// file gets its name only when it is whole and on the disk.
func makeIdentity(path string) error {
	seed := make([]byte, ed25519.SeedSize)
	rand.Read(seed)
	b, err := json.Marshal(identityFile{rand.Text(), seed})
	if err != nil {
		return err
	}
	temp, err := writeTemp(filepath.Dir(path), append(b, '\n')) // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if err := os.Link(temp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(filepath.Dir(path))
}
