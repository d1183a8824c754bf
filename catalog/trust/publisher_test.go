package trust

import (
	"strings"
	"testing"
)

// A publisher's kiosks were two fleets after the quorum had changed.
func TestPublisherStaysTheSameWhenTheQuorumChanges(t *testing.T) {
	a := newAuthority(t)
	first := a.state[Root]
	name := whose(t, first)
	if len(name) != publisherDigits || name == whose(t, newAuthority(t).state[Root]) {
		t.Errorf("it is called %q, as another", name)
	}
	if got := whose(t, []byte(strings.Replace(string(first), `"signatures":[`, `"signatures": [`, 1))); got != name {
		t.Errorf("written otherwise it is %s, not %s", got, name)
	}
	root := first
	for range 3 {
		next, err := NextRoot(root, a.roster(), a.issue())
		if err != nil {
			t.Fatal(err)
		}
		if root = next; whose(t, root) != name {
			t.Errorf("the next root is of %s, not of %s", whose(t, root), name)
		}
	}
	for _, bad := range []string{"", "{", `{"signed":1}`, `{}`} {
		if got, err := Publisher([]byte(bad)); err == nil {
			t.Errorf("%q is of %s", bad, got)
		}
	}
}

func whose(t *testing.T, root []byte) string {
	t.Helper()
	name, err := Publisher(root)
	if err != nil {
		t.Fatal(err)
	}
	return name
}
