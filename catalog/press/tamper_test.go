package press

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// reopen packs parts as the file of a proposal and reads it.
func reopen(t testing.TB, parts map[string][]byte) (*Proposal, error) {
	t.Helper()
	b := packed(t, parts)
	return readProposal(bytes.NewReader(b), int64(len(b)))
}

func packed(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		must(must(z.Create(name))(t).Write(parts[name]))(t)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestProposalThatShowsSomethingElseIsRefused has an editor change what the
// reviewer would read, or what would be published, behind the other.
func TestProposalThatShowsSomethingElseIsRefused(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	good := b.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	other := b.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":99`))
	parts := must(good.parts())(t)
	var delta string
	for name := range good.files {
		if strings.Contains(name, "since-1") {
			delta = name
		}
	}
	replaced := func(name string, body []byte) map[string][]byte {
		next := maps.Clone(parts)
		next[name] = body
		return next
	}
	for attack, parts := range map[string]map[string][]byte{
		"the old line says what the new one says": replaced("before.jsonl", bytes.Replace(parts["before.jsonl"], []byte(`"amount":50`), []byte(`"amount":60`), 1)),
		"the old line is left out":                replaced("before.jsonl", nil),
		"the sums are of another edition":         replaced("before.sums", bytes.Replace(parts["before.sums"], []byte(" "), []byte(" 0"), 1)),
		"the sums leave a record out":             replaced("before.sums", parts["before.sums"][bytes.IndexByte(parts["before.sums"], '\n')+1:]),
		"another targets.json is signed":          replaced("next/targets.json", other.Next[trust.Targets]),
		"the file is of another proposal":         replaced(delta, slices.Collect(maps.Values(other.files))[0]),
		"a file is missing":                       replaced(delta, nil),
		"a file more than is signed":              replaced("targets/"+strings.Repeat("a", 64)+".since-9.zst", []byte("x")),
		"the edition before is missing":           replaced("base/targets.json", nil),
		"the form is newer":                       replaced("proposal.json", []byte(`{"form":2}`)),
		"the head is torn":                        replaced("proposal.json", []byte(`{"form":`)),
	} {
		if _, err := reopen(t, parts); !errors.Is(err, ErrProposal) {
			t.Errorf("%s: %v", attack, err)
		}
	}
	if _, err := reopen(t, parts); err != nil {
		t.Errorf("untouched: %v", err)
	}
}

// TestTargetThatLeadsNowhereIsRefused has an editor sign a file more, which no
// list of changes would show.
func TestTargetThatLeadsNowhereIsRefused(t *testing.T) {
	b := newBureau(t)
	p := b.propose(few(t))
	body := []byte("a file that nobody reads")
	extra := trust.NewTarget("more.bin", body, nil)
	targets := append(must(targetsOf(p.Next[trust.Targets]))(t), extra)
	p.Next = must(trust.Propose(p.Base, targets, b.issue()))(t)
	p.files[extra.File()] = body
	if err := p.prove(); !errors.Is(err, ErrProposal) || !strings.Contains(err.Error(), "leads to no edition") {
		t.Errorf("it says %v", err)
	}
}

// TestListIsHeldAgainstWhatIsPublished has an editor invent the edition
// before, so that the list of changes stays short.
func TestListIsHeldAgainstWhatIsPublished(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	real := b.repo.Documents()
	forged := people(t)
	forged.root1, forged.root3, forged.editor, forged.reviewer, forged.online = b.root1, b.root3, b.editor, b.reviewer, b.online
	forged.begin()
	forged.publish(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":99`))
	p := forged.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":98`))
	b.check(p.Sign(b.editor, b.at))
	if err := p.Approve(real, b.reviewer, b.issue()); !errors.Is(err, ErrMoved) {
		t.Errorf("it says %v", err)
	}
}

func TestTornProposalIsRefused(t *testing.T) {
	b := newBureau(t)
	path := filepath.Join(t.TempDir(), "p.zip")
	b.check(b.propose(few(t)).Write(path))
	whole := must(os.ReadFile(path))(t)
	for _, n := range []int{0, 10, len(whole) / 2, len(whole) - 1} {
		b.check(os.WriteFile(path, whole[:n], 0o644))
		if _, err := ReadProposal(path); !errors.Is(err, ErrProposal) {
			t.Errorf("%d of %d bytes: %v", n, len(whole), err)
		}
	}
	if _, err := ReadProposal(path + ".not"); !os.IsNotExist(errors.Unwrap(err)) {
		t.Errorf("missing: %v", err)
	}
}

func TestEntryThatComesTwiceIsRefused(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for range 2 {
		must(io.WriteString(must(z.Create("proposal.json"))(t), "{}"))(t)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := readProposal(bytes.NewReader(out.Bytes()), int64(out.Len())); !errors.Is(err, ErrProposal) || !strings.Contains(err.Error(), "twice") {
		t.Errorf("it says %v", err)
	}
}

// FuzzProposal reads whatever comes by mail: it is refused or it is sound.
func FuzzProposal(f *testing.F) {
	b := newBureau(f)
	b.publish(few(f))
	parts := must(b.propose(edited(f, few(f), "fee/copy", `"amount":50`, `"amount":60`)).parts())(f)
	fuzzed := []string{"proposal.json", "before.sums", "before.jsonl", "findings.json", "next/targets.json", "base/targets.json"}
	f.Add(parts[fuzzed[0]], parts[fuzzed[1]], parts[fuzzed[2]], parts[fuzzed[3]], parts[fuzzed[4]], parts[fuzzed[5]])
	f.Fuzz(func(t *testing.T, head, sums, before, findings, next, base []byte) {
		tried := maps.Clone(parts)
		for i, body := range [][]byte{head, sums, before, findings, next, base} {
			tried[fuzzed[i]] = body
		}
		p := empty()
		err := p.read(tried)
		if err == nil {
			err = p.prove()
		}
		if err == nil && (p.State == (edition.Digest{}) || p.Edition < 1) {
			t.Errorf("edition %d with %s", p.Edition, p.State)
		}
	})
}

// FuzzProposalFile reads whatever is no zip file, or a strange one.
func FuzzProposalFile(f *testing.F) {
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add(packed(f, map[string][]byte{"proposal.json": []byte(`{"form":1}`)}))
	f.Fuzz(func(t *testing.T, file []byte) {
		if _, err := readProposal(bytes.NewReader(file), int64(len(file))); !errors.Is(err, ErrProposal) {
			t.Errorf("read with %v", err)
		}
	})
}
