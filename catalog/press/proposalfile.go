package press

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// Bounds of a proposal's file: it comes by mail and on sticks.
const (
	maxProposal = 512 << 20 // bytes of the file
	maxPart     = 256 << 20 // bytes of one entry, unpacked
	maxParts    = 20_000    // entries
)

// headJSON is proposal.json.
type headJSON struct {
	Form      int          `json:"form"`
	Edition   int64        `json:"edition"`
	Made      time.Time    `json:"made"`
	Today     catalog.Date `json:"today"`
	Decisions []Decision   `json:"decisions"`
}

// Write writes a proposal to a file, whole or not at all. Beside what travels
// it holds changes.txt, changes.html and findings.txt for people to read
// with whatever opens a zip file; nobody's program reads them back.
func (p *Proposal) Write(path string) error {
	b, err := p.pack()
	if err == nil {
		err = replace(path, b, 0o644, time.Time{})
	}
	if err != nil {
		return fmt.Errorf("write proposal %s: %w", path, err)
	}
	return nil
}

func (p *Proposal) pack() ([]byte, error) {
	parts, err := p.parts()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.Made}
		if c := edition.Classify(name); c == edition.Target || c == edition.Blob {
			h.Method = zip.Store // it is packed
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(parts[name]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// parts returns the entries by name.
func (p *Proposal) parts() (map[string][]byte, error) {
	head, err := json.MarshalIndent(headJSON{form, p.Edition, p.Made, p.Today, p.Decisions}, "", "\t")
	if err != nil {
		return nil, err
	}
	findings, err := json.MarshalIndent(p.Findings, "", "\t")
	if err != nil {
		return nil, err
	}
	var before, html, found bytes.Buffer
	for _, id := range slices.Sorted(maps.Keys(p.before)) {
		before.Write(append(p.before[id], '\n'))
	}
	for _, f := range p.Findings {
		fmt.Fprintf(&found, "%s\n", f.In(catalog.ZH))
	}
	if err := p.List().WriteHTML(&html); err != nil {
		return nil, err
	}
	parts := map[string][]byte{"proposal.json": head, "findings.json": findings, "findings.txt": found.Bytes(),
		"before.jsonl": before.Bytes(), "before.sums": writeSums(p.sums),
		"changes.txt": []byte(p.List().String()), "changes.html": html.Bytes()}
	maps.Copy(parts, p.files)
	for folder, state := range map[string]trust.State{"base/": p.Base, "next/": p.Next} {
		for role, document := range state {
			parts[folder+string(role)+".json"] = document
		}
	}
	return parts, nil
}

// ReadProposal reads what Write wrote, and checks that it shows what it would
// publish: otherwise it is [ErrProposal]. Whose signatures it has is not asked
// here.
func ReadProposal(path string) (*Proposal, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read proposal: %w", err)
	}
	defer f.Close() // it was only read
	info, err := f.Stat()
	if err == nil {
		var p *Proposal
		if p, err = readProposal(f, info.Size()); err == nil {
			return p, nil
		}
	}
	return nil, fmt.Errorf("read proposal %s: %w", path, err)
}

func readProposal(r io.ReaderAt, size int64) (*Proposal, error) {
	parts, err := unzip(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProposal, err)
	}
	p := empty()
	if err := p.read(parts); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProposal, err)
	}
	return p, p.prove()
}

// empty returns a proposal to read into.
func empty() *Proposal {
	return &Proposal{Base: trust.State{}, Next: trust.State{}, files: map[string][]byte{}, before: map[catalog.ID][]byte{}}
}

func (p *Proposal) read(parts map[string][]byte) error {
	var head headJSON
	if err := json.Unmarshal(parts["proposal.json"], &head); err != nil {
		return fmt.Errorf("proposal.json: %w", err)
	}
	if head.Form != form {
		return fmt.Errorf("its form is %d, this program reads %d; hint: update the program", head.Form, form)
	}
	p.Made, p.Today, p.Decisions = head.Made, head.Today, head.Decisions
	if err := json.Unmarshal(parts["findings.json"], &p.Findings); err != nil {
		return fmt.Errorf("findings.json: %w", err)
	}
	var err error
	if p.sums, err = readSums(parts["before.sums"]); err != nil {
		return err
	}
	for line, err := range linesOf(parts["before.jsonl"]) {
		if err != nil {
			return err
		}
		id, _, err := idOf(line)
		if err != nil {
			return err
		}
		p.before[id] = bytes.Clone(line)
	}
	p.readFiles(parts)
	return nil
}

// readFiles takes the documents and the files of the tree.
func (p *Proposal) readFiles(parts map[string][]byte) {
	for name, b := range parts {
		if c := edition.Classify(name); c == edition.Target || c == edition.Blob {
			p.files[name] = b
		}
	}
	for _, role := range trust.Roles() {
		if b, ok := parts["base/"+string(role)+".json"]; ok {
			p.Base[role] = b
		}
		if b, ok := parts["next/"+string(role)+".json"]; ok {
			p.Next[role] = b
		}
	}
}

// unzip reads the entries that a program reads; what is for people is left.
func unzip(r io.ReaderAt, size int64) (map[string][]byte, error) {
	if size > maxProposal {
		return nil, fmt.Errorf("%d bytes, at most %d", size, maxProposal)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%d entries, at most %d", len(z.File), maxParts)
	}
	parts := map[string][]byte{}
	left := int64(maxProposal)
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "changes.") || f.Name == "findings.txt" {
			continue
		}
		if parts[f.Name] != nil {
			return nil, fmt.Errorf("%.80q comes twice", f.Name)
		}
		b, err := unpack(f, min(left, maxPart))
		if err != nil {
			return nil, fmt.Errorf("%.80q: %w", f.Name, err)
		}
		left -= int64(len(b))
		parts[f.Name] = b
	}
	return parts, nil
}

func unpack(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close() // it was only read
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(b)) > most {
		err = fmt.Errorf("more than %d bytes", most)
	}
	return b, err
}
