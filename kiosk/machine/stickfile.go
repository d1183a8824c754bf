package machine

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// Bounds of what is looked at on a stick.
const (
	maxSticks     = 8
	maxStickFiles = 100
	maxStickNames = 5_000     // of one folder
	maxStickBytes = 64 << 20  // of a workbook, or of the entries of a hall
	maxStickZip   = 256 << 20 // of an edition
)

// fileSorts are what files are by the end of their names.
var fileSorts = map[string]kiosk.FileSort{".xlsx": kiosk.FileWorkbook, entriesEnd: kiosk.FileEntries, ".zip": kiosk.FileEdition, ".txt": kiosk.FileText}

// entriesEnd is how the name of a file with the entries of a hall ends.
const entriesEnd = ".mingbai-hall"

// A readStick holds what staff read last from a stick.
type readStick struct {
	mu   sync.Mutex
	last *reading // nil: nothing
}

// A reading is a file as it was read and compared.
type reading struct {
	kiosk.Import
	take func() (int, error) // does what the rows say; how many that were
}

func (r *readStick) set(last *reading) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = last
}

func (r *readStick) get() *reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

// Sticks returns what is plugged in, with the files that may be read. A stick
// that cannot be read is left out: it may just have been pulled.
func (m *Machine) Sticks() ([]kiosk.Stick, error) {
	if _, err := m.in(); err != nil {
		return nil, err
	}
	var all []kiosk.Stick
	for _, pattern := range m.sticks {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return nil, fmt.Errorf("look for sticks: %w", err)
		}
		for _, dir := range found {
			known := slices.ContainsFunc(all, func(s kiosk.Stick) bool { return s.Path == dir })
			if s, ok := lookAt(dir); ok && !known && len(all) < maxSticks {
				all = append(all, s)
			}
		}
	}
	return all, nil
}

// lookAt lists the files of a folder that may be read, the newest first.
func lookAt(dir string) (kiosk.Stick, bool) {
	s := kiosk.Stick{Path: dir, Label: filepath.Base(dir)}
	d, err := os.Open(dir)
	if err != nil {
		return s, false
	}
	defer d.Close() // it was only read
	names, err := d.ReadDir(maxStickNames)
	if err != nil && !errors.Is(err, io.EOF) {
		return s, false
	}
	newest := map[string]int64{}
	for _, n := range names {
		sort, ok := fileSorts[strings.ToLower(endOf(n.Name()))]
		info, err := n.Info()
		if !ok || err != nil || !info.Mode().IsRegular() || strings.HasPrefix(n.Name(), ".") || strings.HasPrefix(n.Name(), "~") {
			continue
		}
		f := kiosk.StickFile{Path: filepath.Join(dir, n.Name()), Name: strings.ToValidUTF8(n.Name(), "?"), Stick: s.Label, Bytes: info.Size(), Sort: sort}
		newest[f.Path] = info.ModTime().UnixNano()
		s.Files = append(s.Files, f)
	}
	slices.SortFunc(s.Files, func(a, b kiosk.StickFile) int {
		return cmp.Or(cmp.Compare(newest[b.Path], newest[a.Path]), cmp.Compare(a.Path, b.Path))
	})
	s.Files = s.Files[:min(len(s.Files), maxStickFiles)]
	return s, true
}

// endOf is the last extension of a name.
func endOf(name string) string { return filepath.Ext(name) }

// onStick returns the file that a page names, which has to be on a stick that
// is plugged in: a page cannot have just any file read.
func (m *Machine) onStick(path string) (kiosk.StickFile, error) {
	sticks, err := m.Sticks()
	for _, s := range sticks {
		for _, f := range s.Files {
			if f.Path == path {
				return f, nil
			}
		}
	}
	if err != nil {
		return kiosk.StickFile{}, err
	}
	return kiosk.StickFile{}, objection("stick-gone", said{"这个文件已经不在 U 盘上", "the file is no longer on a stick", "Этого файла на флешке больше нет"},
		said{"请插好 U 盘，再选一次文件", "plug the stick in and choose the file again", "Вставьте флешку и выберите файл снова"})
}

// readAll reads a file of a stick, no link and at most so many bytes.
func readAll(path string, most int64) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return nil, unreadableStick(err)
	}
	defer f.Close() // it was only read
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, unreadableStick(err)
	case int64(len(b)) > most:
		return nil, objection("stick-large", said{fmt.Sprintf("文件超过 %d MB", most>>20), fmt.Sprintf("the file has more than %d MB", most>>20), fmt.Sprintf("Файл больше %d МБ", most>>20)},
			said{"请分成几个文件", "split it into several files", "Разделите его на несколько"})
	}
	return b, nil
}

// unreadableStick is said where a stick was pulled, or is broken.
func unreadableStick(err error) error {
	return objection("stick-broken", said{"读不出这个文件", "the file cannot be read: " + err.Error(), "Файл не читается"},
		said{"请重新插 U 盘，或换一个 U 盘", "plug the stick in again, or take another one", "Вставьте флешку снова или возьмите другую"})
}

// said is one sentence in every language.
type said struct{ zh, en, ru string }

func (s said) text() catalog.Text {
	return catalog.Text{catalog.ZH: s.zh, catalog.EN: s.en, catalog.RU: s.ru}
}

func objection(code string, say, hint said) *kiosk.Objection {
	return &kiosk.Objection{Code: code, Say: say.text(), Hint: hint.text()}
}
