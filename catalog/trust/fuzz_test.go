package trust

import (
	"bytes"
	"reflect"
	"testing"
)

var someRoles = Roles()

// FuzzSource has a source answer anything for one of its files: a kiosk takes
// the edition that was signed, or none.
func FuzzSource(f *testing.F) {
	a := steady(f)
	kiosk := a.kiosk()
	a.publish()
	for i, role := range someRoles {
		f.Add(uint8(i), a.state[role])
		f.Add(uint8(i), kiosk[role])
	}
	f.Add(uint8(2), []byte(`{"signed":{"_type":"targets","targets":{"x":null}},"signatures":[]}`))
	want := a.state
	f.Fuzz(func(t *testing.T, i uint8, body []byte) {
		source := a.elsewhere()
		name := map[Role]string{Root: "2.root.json", Withdraw: "1.withdraw.json", Targets: "2.targets.json",
			Snapshot: "2.snapshot.json", Timestamp: "timestamp.json"}[someRoles[int(i)%len(someRoles)]]
		source[name] = body
		v, err := refresh(func(name string, max int64) ([]byte, error) { return source.Fetch(t.Context(), name, max) }, kiosk, a.at)
		if err == nil && !reflect.DeepEqual(v.State, want) && !reflect.DeepEqual(v.State, kiosk) {
			t.Errorf("with another %s it came to %v", name, v.Versions)
		}
		for role, document := range v.State {
			if !bytes.Equal(document, want[role]) && !bytes.Equal(document, kiosk[role]) {
				t.Errorf("with another %s it keeps another %s.json: %v", name, role, err)
			}
		}
	})
}

// FuzzState has a kiosk hold anything as one of its documents: unless that is
// the root, it still reaches the newest edition.
func FuzzState(f *testing.F) {
	a := steady(f)
	kiosk := a.kiosk()
	a.publish()
	for i, role := range someRoles {
		f.Add(uint8(i), kiosk[role])
		f.Add(uint8(i), kiosk[role][:100])
	}
	f.Add(uint8(4), []byte(`{"signed":{"_type":"timestamp","x":1.5},"signatures":[]}`))
	f.Fuzz(func(t *testing.T, i uint8, body []byte) {
		role := someRoles[int(i)%len(someRoles)]
		v, err := Refresh(t.Context(), a.tree, kiosk.with(role, body), a.at)
		if role != Root && (err != nil || !reflect.DeepEqual(v.State, a.state)) {
			t.Errorf("with another %s.json: %v", role, err)
		}
	})
}

// FuzzProposal hands anything to the people who sign: nobody panics, and what
// is sealed a kiosk takes.
func FuzzProposal(f *testing.F) {
	a := steady(f)
	next, _ := a.proposal()
	cleared := ok(Clear(a.state, next, a.reviewer, a.issue()))(f)
	f.Add(uint8(2), next[Targets])
	f.Add(uint8(3), cleared[Snapshot])
	f.Add(uint8(4), []byte(`{"signed":{"_type":"timestamp"},"signatures":[]}`))
	f.Fuzz(func(t *testing.T, i uint8, body []byte) {
		role := someRoles[int(i)%len(someRoles)]
		for _, s := range []State{next.with(role, body), cleared.with(role, body)} {
			s.Files()
			Verify(s, a.at)
			ReadRoster(s[Root])
			SignRoot(s[Root], a.state[Root], a.bureau)
			Adopt(a.state, s[Root])
			Propose(s, nil, a.issue())
			TakeDown(s, []byte(`{}`), a.reviewer, a.issue())
			Signers(s[Root], role, s[role])
			if signed, err := Sign(s, a.editor); err == nil {
				s = signed
			}
			if joined, err := Clear(a.state, s, a.reviewer2, a.issue()); err == nil {
				s = joined
			}
			if sealed, err := Seal(a.state, s, a.on, a.issue()); err == nil {
				if _, err := Refresh(t.Context(), sealed, a.state, a.at); err != nil {
					t.Errorf("it was sealed, and is refused: %v", err)
				}
			}
		}
	})
}

// FuzzKeyFile opens anything as a key.
func FuzzKeyFile(f *testing.F) {
	body := ok(lock(mustKey(f, "editor-2"), passphrase, 4))(f)
	f.Add(body)
	f.Add(ok(unarmor(body))(f))
	f.Fuzz(func(t *testing.T, body []byte) {
		if k, err := unlock(bytes.NewReader(body), passphrase, 6); err == nil && checkName(k.name) != nil {
			t.Errorf("the key has the name %q", k.name)
		}
	})
}

// FuzzParsePublic reads anything as a public key.
func FuzzParsePublic(f *testing.F) {
	f.Add(mustKey(f, "editor-2").Public().String())
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePublic(s)
		if err != nil {
			return
		}
		if again, err := ParsePublic(p.String()); err != nil || again != p {
			t.Errorf("%q is read as %v and then as %v, %v", s, p, again, err)
		}
	})
}

// FuzzReadWithdrawn reads anything as the list of withdrawn records.
func FuzzReadWithdrawn(f *testing.F) {
	f.Add([]byte(`{"withdrawn":[{"id":"fee/a","on":"2026-11-18","reason":{"zh":"x"}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := ReadWithdrawn(body)
		if err != nil {
			return
		}
		again, err := WriteWithdrawn(list)
		if err != nil {
			t.Fatalf("%q cannot be written: %v", body, err)
		}
		if read, err := ReadWithdrawn(again); err != nil || len(read) != len(list) {
			t.Errorf("%q is written as %q", body, again)
		}
	})
}
