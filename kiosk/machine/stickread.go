package machine

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// ReadFile reads a file of a stick and compares it with what the kiosk has.
func (m *Machine) ReadFile(f kiosk.StickFile, done func(kiosk.Import, error)) {
	var r *reading
	end := func(err error) {
		if err != nil {
			done(kiosk.Import{File: f}, err)
			return
		}
		done(r.Import, nil)
	}
	if err := m.mayImport(); err != nil {
		end(err)
		return
	}
	m.apart("stick", func(ctx context.Context) error {
		m.read.set(nil)
		file, err := m.onStick(f.Path)
		if err != nil {
			return err
		}
		if r, err = m.readFile(ctx, file); err != nil {
			return err
		}
		m.read.set(r)
		return nil
	}, end)
}

// mayImport reports why whoever is in may not import.
func (m *Machine) mayImport() error {
	s, in := m.Session()
	switch {
	case !in:
		return kiosk.ErrEnded
	case !s.May(kiosk.MayWrite):
		return kiosk.ErrRight
	}
	return nil
}

func (m *Machine) readFile(ctx context.Context, f kiosk.StickFile) (*reading, error) {
	switch f.Sort {
	case kiosk.FileWorkbook:
		return m.readWorkbook(ctx, f)
	case kiosk.FileEntries:
		return m.readEntries(f)
	case kiosk.FileText:
		return nil, objection("text", said{"文本文件要在填写内容时粘贴", "a text is pasted into a field", "Текст вставляют в поле"},
			said{"请打开要填写的一栏，再选粘贴", "open the field and paste there", "Откройте поле и вставьте там"})
	}
	if f.Bytes > maxStickZip {
		return nil, objection("stick-large", said{fmt.Sprintf("文件超过 %d MB", maxStickZip>>20), fmt.Sprintf("the file has more than %d MB", maxStickZip>>20), fmt.Sprintf("Файл больше %d МБ", maxStickZip>>20)},
			said{"请重新制作 U 盘发布包", "make the bundle anew", "Сделайте выпуск для флешки заново"})
	}
	r := &reading{Import: kiosk.Import{File: f}}
	r.take = func() (int, error) { return m.takeEdition(f.Path) }
	return r, nil
}

// takeEdition applies a publisher's bundle. It is verified like any other.
func (m *Machine) takeEdition(path string) (int, error) {
	p, err := m.Pull(m.ctx(), path)
	switch {
	case NotTrusted(err):
		return 0, objection("not-trusted", said{"这个发布包没有通过签名核验，没有使用", "the bundle is not signed by the right people: " + err.Error(), "Выпуск не подписан теми, кем нужно, и не принят"},
			said{"请向发布单位重新要一份", "have the publisher make it anew", "Попросите издателя прислать его снова"})
	case errors.Is(err, ErrFull):
		return 0, objection("full", said{"磁盘空间不够", "there is no room: " + err.Error(), "На диске нет места"},
			said{"请联系设备维护人员", "ask whoever looks after the kiosk", "Обратитесь к тому, кто обслуживает терминал"})
	case err != nil:
		return 0, unreadableStick(err)
	}
	return p.Change.Added + p.Change.Changed + p.Change.Withdrawn, nil
}

// Take does what was read last.
func (m *Machine) Take(done func(n int, err error)) {
	n := 0
	end := func(err error) { done(n, err) }
	r := m.read.get()
	switch err := m.mayImport(); {
	case err != nil:
		end(err)
		return
	case r == nil:
		end(nothingRead())
		return
	}
	m.apart("stick", func(context.Context) error {
		var err error
		if n, err = r.take(); err == nil {
			m.read.set(nil) // taken twice it would only find its own drafts
			err = m.noteStick(staff.Import, r.File.Name, map[string]any{"sort": r.File.Sort, "rows": n})
		}
		return translate(err)
	}, end)
}

// noteStick writes into the record of changes what a stick brought or took.
func (m *Machine) noteStick(act staff.Act, file string, after map[string]any) error {
	s, err := m.in()
	if err != nil {
		return err
	}
	b, err := json.Marshal(after)
	if err != nil {
		return err
	}
	return m.book.Note(m.ctx(), s, act, file, nil, b)
}

func nothingRead() error {
	return objection("nothing-read", said{"还没有读文件", "no file was read", "Файл ещё не прочитан"},
		said{"请先选文件", "choose a file first", "Сначала выберите файл"})
}

// WriteProblems writes the problems of what was read last beside its file.
func (m *Machine) WriteProblems(done func(name string, err error)) {
	name := ""
	end := func(err error) { done(name, err) }
	r := m.read.get()
	switch err := m.mayImport(); {
	case err != nil:
		end(err)
		return
	case r == nil:
		end(nothingRead())
		return
	}
	m.apart("stick", func(context.Context) error {
		to := strings.TrimSuffix(r.File.Path, filepath.Ext(r.File.Path)) + "-问题清单.csv"
		b, err := problemList(r.Import)
		if err == nil {
			err = keep(to, b)
		}
		if err != nil {
			return cannotWrite(err)
		}
		name = filepath.Base(to)
		return nil
	}, end)
}

func cannotWrite(err error) error {
	return objection("stick-full", said{"写不进 U 盘", "the stick cannot be written: " + err.Error(), "На флешку не записать"},
		said{"请看 U 盘是否写保护或已满", "is it write-protected or full?", "Не защищена ли она и есть ли место?"})
}

// problemList is a table that spreadsheets open: they know UTF-8 by its mark.
func problemList(im kiosk.Import) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	rows := [][]string{{"位置", "条目编号", "标题", "问题"}}
	for _, p := range im.Problems {
		rows = append(rows, []string{p.Where, "", "", p.Say[catalog.ZH]})
	}
	for _, r := range im.Rows {
		if r.Verdict == kiosk.VerdictWrong {
			rows = append(rows, []string{r.Problem.Where, string(r.Record), r.Title[catalog.ZH], r.Problem.Say[catalog.ZH]})
		}
	}
	for i := range rows {
		for k := range rows[i] {
			rows[i][k] = harmless(rows[i][k])
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// harmless keeps a spreadsheet from taking words of a stick for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
