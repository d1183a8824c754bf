package press

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// A root is signed where its keys lie, in safes and on machines without a
// network: the waiting root is copied out, each of the quorum signs a copy,
// and the copies are brought back, together or one by one.

// signedJSON is the outer form of every document.
type signedJSON struct {
	Signatures []signatureJSON `json:"signatures"`
	Signed     json.RawMessage `json:"signed"`
}

type signatureJSON struct {
	KeyID string `json:"keyid"`
	Sig   string `json:"sig"`
}

// TakeRoot adds the signatures of a copy of the waiting root, and adopts it
// when it has all. A copy that says anything else is [trust.ErrUntrusted].
func (r *Repository) TakeRoot(copied []byte) (adopted bool, err error) {
	adopted, err = r.takeRoot(copied)
	if err != nil {
		return false, fmt.Errorf("take root: %w", err)
	}
	return adopted, nil
}

func (r *Repository) takeRoot(copied []byte) (adopted bool, err error) {
	waiting, err := r.WaitingRoot()
	if err != nil {
		return false, err
	}
	if waiting == nil {
		return false, errNoRootWaits
	}
	root, err := joinSignatures(waiting, copied)
	if err != nil {
		return false, err
	}
	return r.adoptIfComplete(root)
}

// errNoRootWaits means that there is nothing to sign.
var errNoRootWaits = errors.New("no root waits for signatures; hint: root next prepares another")

// joinSignatures returns a document with the signatures of both copies.
func joinSignatures(document, copied []byte) ([]byte, error) {
	var d, c signedJSON
	if err := errors.Join(json.Unmarshal(document, &d), json.Unmarshal(copied, &c)); err != nil {
		return nil, fmt.Errorf("read root: %w", err)
	}
	was, err := catalog.Canonical(d.Signed)
	if err != nil {
		return nil, err
	}
	is, err := catalog.Canonical(c.Signed)
	if err != nil || !bytes.Equal(was, is) {
		return nil, fmt.Errorf("%w: it is no copy of the root that waits; hint: copy that out again with root show", trust.ErrUntrusted)
	}
	known := map[string]bool{}
	for _, s := range d.Signatures {
		known[s.KeyID] = true
	}
	for _, s := range c.Signatures {
		if !known[s.KeyID] {
			d.Signatures = append(d.Signatures, s)
			known[s.KeyID] = true
		}
	}
	return json.Marshal(d)
}

// SignRootCopy signs a copy of a waiting root. old is the root before it, and
// is needed where a key is only of that one's quorum; nil for the first.
func SignRootCopy(copied, old []byte, k *trust.Key) ([]byte, error) {
	err := mayAdopt(copied, old, k)
	if err == nil {
		copied, err = trust.SignRoot(copied, old, k)
	}
	if err != nil {
		return nil, fmt.Errorf("sign root: %w", err)
	}
	return copied, nil
}
