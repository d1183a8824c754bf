package trust_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"time"

	"mingbai/catalog/trust"
)

// A folder is a published tree on a disk or a stick.
type folder struct{ fs.FS }

func (f folder) Fetch(_ context.Context, name string, max int64) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, max+1))
}

// must ends the example where a person would read the error.
func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func upload(dir string, files ...trust.File) {
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		must(0, os.MkdirAll(filepath.Dir(path), 0o755))
		must(0, os.WriteFile(path, f.Body, 0o644))
	}
}

// A bureau begins a repository, publishes its first edition, and a kiosk
// takes it.
func Example() {
	dir := must(os.MkdirTemp("", "tree-"))
	defer os.RemoveAll(dir)
	issue := trust.Issue{At: time.Date(2026, 11, 18, 9, 0, 0, 0, time.UTC)}

	// init: everybody makes a key, and hands its public half around.
	bureau, archive, auditor := must(trust.NewKey("bureau")), must(trust.NewKey("archive")), must(trust.NewKey("auditor"))
	editor, reviewer, online := must(trust.NewKey("editor-1")), must(trust.NewKey("reviewer-1")), must(trust.NewKey("online"))
	root := must(trust.NewRoot(trust.Roster{
		Root:      trust.Quorum{Keys: []trust.Public{bureau.Public(), archive.Public(), auditor.Public()}, Threshold: 2},
		Editors:   trust.Quorum{Keys: []trust.Public{editor.Public()}, Threshold: 1},
		Reviewers: trust.Quorum{Keys: []trust.Public{reviewer.Public()}, Threshold: 1},
		Online:    trust.Quorum{Keys: []trust.Public{online.Public()}, Threshold: 1},
	}, issue))
	root = must(trust.SignRoot(root, nil, bureau))
	root = must(trust.SignRoot(root, nil, auditor))
	now := must(trust.Adopt(nil, root))

	// propose, sign, clear, publish: each on another machine.
	body := []byte("the keyframe of edition 1")
	target := trust.NewTarget("base-1.zst", body, []byte(`{"v":1}`))
	next := must(trust.Propose(now, []trust.Target{target}, issue))
	next = must(trust.Sign(next, editor))
	next = must(trust.Clear(now, next, reviewer, issue))
	now = must(trust.Seal(now, next, online, issue))
	upload(dir, trust.File{Name: target.File(), Body: body})
	upload(dir, must(now.Files())...)

	// A kiosk was set up with the root. It goes on from what it verified.
	kiosk := trust.State{trust.Root: root}
	v := must(trust.Refresh(context.Background(), folder{os.DirFS(dir)}, kiosk, issue.At.Add(time.Hour)))
	kiosk = v.State
	for _, t := range v.Targets {
		body := must(os.ReadFile(filepath.Join(dir, t.File())))
		fmt.Printf("%s, %s: %s\n", t.Path, t.Custom, body)
		fmt.Println("sound:", t.Check(body) == nil)
	}
	fmt.Println("issued:", v.Issued.Format(time.DateOnly), "review again by:", v.Expires[trust.Snapshot].Format(time.DateOnly))
	// Output:
	// base-1.zst, {"v":1}: the keyframe of edition 1
	// sound: true
	// issued: 2026-11-18 review again by: 2027-02-16
}
