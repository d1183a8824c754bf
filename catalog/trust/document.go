package trust

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// guarded turns a panic into an error. The Update Framework's library meets
// bytes of strangers in do, and has panicked on some (GHSA-846p-jg2w-w324): a
// file on a stick must not stop a kiosk.
func guarded(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("malformed document: %v", p)
		}
	}()
	return do()
}

// parse reads the document of a role without verifying anything.
func parse[T metadata.Roles](role Role, document []byte) (*metadata.Metadata[T], error) {
	if len(document) == 0 {
		return nil, fmt.Errorf("read %s.json: %w: there is none", role, ErrUntrusted)
	}
	if int64(len(document)) > most[role] {
		return nil, fmt.Errorf("read %s.json: %w: more than %d bytes", role, ErrUntrusted, most[role])
	}
	m := new(metadata.Metadata[T])
	err := guarded(func() error { _, err := m.FromBytes(document); return err })
	if err != nil {
		return nil, fmt.Errorf("read %s.json: %w: %w", role, ErrUntrusted, err)
	}
	return m, nil
}

// parseAny is parse for a role that is known only when running.
func parseAny(role Role, document []byte) (any, error) {
	switch role {
	case Root:
		return parse[metadata.RootType](role, document)
	case Snapshot:
		return parse[metadata.SnapshotType](role, document)
	case Timestamp:
		return parse[metadata.TimestampType](role, document)
	}
	return parse[metadata.TargetsType](role, document)
}

// write returns the bytes of a document.
func write[T metadata.Roles](role Role, m *metadata.Metadata[T]) ([]byte, error) {
	b, err := m.ToBytes(false)
	if err != nil {
		return nil, fmt.Errorf("write %s.json: %w", role, err)
	}
	return b, nil
}

// version reads the version of a document.
func version(role Role, document []byte) (int64, error) {
	m, err := parseAny(role, document)
	if err != nil {
		return 0, err
	}
	switch m := m.(type) {
	case *metadata.Metadata[metadata.RootType]:
		return m.Signed.Version, nil
	case *metadata.Metadata[metadata.SnapshotType]:
		return m.Signed.Version, nil
	case *metadata.Metadata[metadata.TimestampType]:
		return m.Signed.Version, nil
	}
	return m.(*metadata.Metadata[metadata.TargetsType]).Signed.Version, nil
}

// lastVersion is version, and 0 for a document that there is not.
func lastVersion(role Role, document []byte) (int64, error) {
	if len(document) == 0 {
		return 0, nil
	}
	return version(role, document)
}

// sign returns document with the signature of k, in place of one it may have
// of k already.
func sign[T metadata.Roles](role Role, document []byte, k *Key) ([]byte, error) {
	m, err := parse[T](role, document)
	if err != nil {
		return nil, err
	}
	id := k.Public().id()
	m.Signatures = slices.DeleteFunc(m.Signatures, func(s metadata.Signature) bool { return s.KeyID == id })
	signer, err := signature.LoadED25519Signer(k.private)
	if err == nil {
		err = guarded(func() error { _, err := m.Sign(signer); return err })
	}
	if err != nil {
		return nil, fmt.Errorf("sign %s.json: %w", role, err)
	}
	return write(role, m)
}

// pin returns what the document above a document says of it.
func pin(version int64, document []byte) *metadata.MetaFiles {
	sum := sha256.Sum256(document)
	return &metadata.MetaFiles{Version: version, Length: int64(len(document)), Hashes: metadata.Hashes{"sha256": sum[:]}}
}

// pinned reports whether a pin names exactly document, by length and SHA-256.
func pinned(p *metadata.MetaFiles, document []byte) bool {
	sum := sha256.Sum256(document)
	return p != nil && p.Length == int64(len(document)) && bytes.Equal(p.Hashes["sha256"], sum[:])
}

// seconds is the form of times in documents.
func seconds(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
