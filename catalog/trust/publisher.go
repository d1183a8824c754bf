package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// publisherField is where every root but the first says whose it is.
const publisherField = "x-publisher"

// Publisher returns whose root this is: 16 hexadecimal digits that stay when
// the quorum changes. They are the beginning of the SHA-256 of the first
// root, without its signatures; every root that [NextRoot] makes carries them
// on. They tell one publisher's numbers from another's and prove nothing: for
// that there are signatures. root is not verified here.
func Publisher(root []byte) (string, error) {
	var document struct {
		Signed json.RawMessage `json:"signed"`
	}
	var said struct {
		Publisher string `json:"x-publisher"`
	}
	err := json.Unmarshal(root, &document)
	if err == nil {
		err = json.Unmarshal(document.Signed, &said)
	}
	if err != nil {
		return "", fmt.Errorf("read root.json: %w: %w", ErrUntrusted, err)
	}
	if _, err := hex.DecodeString(said.Publisher); err == nil && len(said.Publisher) == publisherDigits {
		return said.Publisher, nil
	}
	first, err := catalog.Canonical(document.Signed)
	if err != nil {
		return "", fmt.Errorf("read root.json: %w: %w", ErrUntrusted, err)
	}
	sum := sha256.Sum256(first)
	return hex.EncodeToString(sum[:publisherDigits/2]), nil
}

const publisherDigits = 16
