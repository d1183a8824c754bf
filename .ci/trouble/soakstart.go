package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingbai/assets"
	"mingbai/catalog"
	publish "mingbai/catalog/cli"
	"mingbai/catalog/source"
)

// publisher makes a repository with the starter catalog and guides that
// change.
func (s *soak) publisher() error {
	records, err := source.Folder(assets.Seed())
	if err != nil {
		return err
	}
	b, err := fs.ReadFile(assets.Seed(), "today")
	if err != nil {
		return err
	}
	today, err := catalog.ParseDate(strings.TrimSpace(string(b)))
	if err != nil {
		return err
	}
	s.origin, err = publish.NewOriginOf(context.Background(), filepath.Join(s.dir, "repo"), 300, today, records)
	return err
}

// begin starts the kiosk and waits until it answers.
func (s *soak) begin() error {
	config := filepath.Join(s.dir, "mingbai.toml")
	text := fmt.Sprintf("keypad = %q\nroot = %q\nsources = [%q]\nhints = %q\nprinter = %q\nhosts = [\".mingbai.example\"]\nvoice = \"speaker\"\n", keypad, s.origin.Root(), s.web.at, s.web.at+"/hints", s.roll.Setting())
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return err
	}
	path, err := s.player()
	if err != nil {
		return err
	}
	s.kiosk = &supervisor{program: s.program, dir: s.dir, display: s.x.display(), args: always("-config", config),
		env: []string{"FYNE_CACHE=2s", path}, heard: s.hear, logged: s.log} // textures live as long as visits here: KIOSK.md 9
	if err := s.kiosk.begin(); err != nil {
		return err
	}
	if err := s.answers(time.Minute); err != nil {
		return err
	}
	if err := s.survey(); err != nil {
		return err
	}
	s.visits, s.visitors, s.took = 0, 0, nil
	return nil
}

// player puts a player of sound where the kiosk finds it first, which takes as
// long as a real one, and returns the path that has it.
func (s *soak) player() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	bin := filepath.Join(s.dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return "", err
	}
	return "PATH=" + bin + ":" + os.Getenv("PATH"), os.Symlink(self, filepath.Join(bin, "aplay"))
}

// play is that player: 16 bits, 22,050 times a second.
func play() {
	b := make([]byte, 4410)
	for {
		if _, err := io.ReadFull(os.Stdin, b); err != nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}
