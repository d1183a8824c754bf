package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/catalog/exchange"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// readWorkbook reads an Excel workbook and says what each of its records would
// become: a draft, or nothing. Nothing is kept.
func (m *Machine) readWorkbook(ctx context.Context, f kiosk.StickFile) (*reading, error) {
	b, err := readAll(f.Path, maxStickBytes)
	if err != nil {
		return nil, err
	}
	base, err := m.everything(ctx)
	if err != nil {
		return nil, err
	}
	im, err := exchange.WorkbookReader{Base: base, Partial: true}.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil && (len(im.Problems) == 0 || !errors.Is(err, exchange.ErrWorkbook)) {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	if err != nil {
		return nil, unusable(im.Problems[0])
	}
	w := workbook{m: m, Import: im, reading: &reading{Import: kiosk.Import{File: f}}, base: map[catalog.ID]*catalog.Record{}}
	for _, r := range base {
		w.base[r.ID] = r
	}
	return w.compare()
}

// unusable is the objection to a file of which nothing can be used.
func unusable(p exchange.Problem) error {
	return &kiosk.Objection{Code: "workbook", Field: p.Where(), Say: p.Say,
		Hint: said{"请用“导出 Excel”得到的工作簿，或换一个文件", "use a workbook that was exported, or take another file", "Возьмите книгу из выгрузки Excel или другой файл"}.text()}
}

// everything returns every record of the edition, and those of the hall as
// they are being written.
func (m *Machine) everything(ctx context.Context) ([]*catalog.Record, error) {
	var all []*catalog.Record
	_, err := m.shelf.Lines(ctx, func(line []byte) error {
		r, err := catalog.ReadRecord(line)
		all = append(all, r)
		return err
	})
	for _, id := range sortedKeys(m.hall.Load().held) {
		all = append(all, m.hall.Load().held[id].Record)
	}
	return all, err
}

// A workbook is one being compared with what the kiosk has.
type workbook struct {
	m *Machine
	exchange.Import
	reading *reading
	base    map[catalog.ID]*catalog.Record
	begun   map[staff.PaperKey]bool // drafts of whoever is in
	news    []*catalog.Record       // to become drafts of records of the hall
	drafts  []begunDraft
}

// A begunDraft is an autosave that an import leaves.
type begunDraft struct {
	on   staff.On
	row  int // of reading.Rows
	body json.RawMessage
}

func (w *workbook) compare() (*reading, error) {
	if err := w.readBegun(); err != nil {
		return nil, err
	}
	sheets := map[string]bool{}
	wrong := map[catalog.ID]bool{}
	for _, p := range w.Problems {
		sheets[p.Sheet] = true
		if wrong[p.ID] = true; p.ID == "" {
			w.reading.Problems = append(w.reading.Problems, problemOf(p))
			continue
		}
		w.row(kiosk.ImportRow{Record: p.ID, Title: w.titleOf(p.ID), Sheet: p.Sheet, Verdict: kiosk.VerdictWrong, Problem: problemOf(p)})
	}
	for _, r := range w.Records {
		if wrong[r.ID] {
			continue
		}
		if err := w.record(r); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(w.reading.Rows, func(a, b kiosk.ImportRow) int { return verdictOrder(a.Verdict) - verdictOrder(b.Verdict) })
	w.reading.Sheets = len(w.Import.Sheets)
	w.reading.take = w.take
	return w.reading, nil
}

func verdictOrder(v kiosk.Verdict) int {
	return slices.Index([]kiosk.Verdict{kiosk.VerdictWrong, kiosk.VerdictNew, kiosk.VerdictChanged, kiosk.VerdictSame}, v)
}

func problemOf(p exchange.Problem) kiosk.Problem { return kiosk.Problem{Where: p.Where(), Say: p.Say} }

func (w *workbook) titleOf(id catalog.ID) catalog.Text {
	if r := w.base[id]; r != nil {
		return r.Title
	}
	return nil
}

func (w *workbook) row(r kiosk.ImportRow) int {
	w.reading.Rows = append(w.reading.Rows, r)
	return len(w.reading.Rows) - 1
}

// readBegun reads what whoever is in has begun: an import does not write over
// it.
func (w *workbook) readBegun() error {
	s, err := w.m.in()
	if err != nil {
		return err
	}
	all, err := s.Drafts(w.m.ctx())
	w.begun = map[staff.PaperKey]bool{}
	for _, d := range all {
		w.begun[staff.PaperKey{Sort: d.Sort, Key: d.Key}] = true
	}
	return err
}

// record compares one record.
func (w *workbook) record(r *catalog.Record) error {
	row := kiosk.ImportRow{Record: r.ID, Title: r.Title, Verdict: kiosk.VerdictSame}
	if at, ok := w.At[r.ID]; ok {
		row.Sheet, row.Row = at.Sheet, at.Row
	}
	old := w.base[r.ID]
	switch {
	case old == nil:
		w.addition(row, r)
	case !slices.Contains(w.Changed, r.ID):
		w.row(row)
	case amend.IsLocal(r.ID):
		return w.localChange(row, old, r)
	default:
		return w.amendments(row, old, r)
	}
	return nil
}

// addition is a record that the kiosk lacks: a draft of a record of the hall,
// where a hall may make its kind.
func (w *workbook) addition(row kiosk.ImportRow, r *catalog.Record) {
	n, err := w.m.NewLocal(r.Kind())
	if err != nil {
		w.wrong(row, err)
		return
	}
	own := *r
	if own.ID = n.ID; amend.IsLocal(r.ID) {
		own.ID = r.ID // it comes from another kiosk of the hall
	}
	if _, err := amend.Begin(&own, w.m.act(amend.Person{Badge: "x", Name: "x"}, "")); err != nil {
		w.wrong(row, translate(err))
		return
	}
	row.Verdict = kiosk.VerdictNew
	w.news = append(w.news, &own)
	w.row(row)
}

// wrong says of a row why it is left out.
func (w *workbook) wrong(row kiosk.ImportRow, err error) {
	row.Verdict, row.Problem.Say = kiosk.VerdictWrong, said{err.Error(), err.Error(), err.Error()}.text()
	var o *kiosk.Objection
	if errors.As(err, &o) {
		row.Problem.Say = catalog.Text{}
		for lang, say := range o.Say {
			row.Problem.Say[lang] = say + map[catalog.Lang]string{catalog.ZH: "；", catalog.EN: "; ", catalog.RU: "; "}[lang] + o.Hint[lang]
		}
	}
	if row.Sheet != "" && row.Row > 0 {
		row.Problem.Where = fmt.Sprintf("%s!%d", row.Sheet, row.Row)
	}
	w.row(row)
}

// localChange is another text of a record of the hall: an autosave of
// whoever is in, so that what somebody else is writing stays.
func (w *workbook) localChange(row kiosk.ImportRow, old, r *catalog.Record) error {
	body, err := r.Line()
	if err != nil {
		return err
	}
	for _, c := range w.Changes {
		if c.ID == r.ID {
			row.Changes = append(row.Changes, kiosk.Difference{Path: c.Field, Say: exchange.Name(r.Kind(), c.Field), Old: plain(c.Old), New: plain(c.New)})
		}
	}
	w.draft(row, onLocal(staff.Write, r.ID), body)
	return nil
}

// draft lets a row become an autosave, unless there is one.
func (w *workbook) draft(row kiosk.ImportRow, on staff.On, body json.RawMessage) {
	if w.begun[staff.PaperKey{Sort: on.Sort, Key: on.Key}] {
		w.wrong(row, unsaved())
		return
	}
	row.Verdict = kiosk.VerdictChanged
	w.drafts = append(w.drafts, begunDraft{on: on, row: w.row(row), body: body})
}

func unsaved() error {
	return objection("begun", said{"这一条您有没保存的草稿", "you have begun it and not saved", "У вас начата правка этой записи"},
		said{"请先保存或放弃草稿，再导入", "save or drop the draft first", "Сначала сохраните или удалите черновик"})
}

// amendments is what of a changed record a hall may amend: an autosave for
// each field. The rest is left out, and the row says so.
func (w *workbook) amendments(row kiosk.ImportRow, old, r *catalog.Record) error {
	fields, rest, err := w.amended(old, r)
	if err != nil {
		return err
	}
	for _, f := range fields {
		row.Changes = append(row.Changes, f.changes...)
		if w.begun[staff.PaperKey{Sort: staff.Amendment, Key: f.on.Key}] {
			w.wrong(row, unsaved())
			return nil
		}
	}
	if len(fields) == 0 {
		w.wrong(row, notHere(rest))
		return nil
	}
	for _, c := range rest {
		row.Changes = append(row.Changes, kiosk.Difference{Path: c.Field, Say: exchange.Name(r.Kind(), c.Field), Old: plain(c.Old), New: plain(c.Old)})
	}
	row.Verdict = kiosk.VerdictChanged
	at := w.row(row)
	for _, f := range fields {
		w.drafts = append(w.drafts, begunDraft{on: f.on, row: at, body: f.body})
	}
	return nil
}

func notHere(rest []exchange.Change) error {
	var names []string
	for _, c := range rest {
		if name := exchange.Name(c.ID.Kind(), c.Field)[catalog.ZH]; !slices.Contains(names, name) && len(names) < 3 {
			names = append(names, name)
		}
	}
	return objection("not-amendable", said{"“" + strings.Join(names, "、") + "”不能在本厅更正", "what was changed cannot be amended in a hall", "Зал этого не исправляет: " + strings.Join(names, ", ")},
		said{"请报告给内容编辑，由下一个发布版更正", "report it to the editors, who correct it in the next edition", "Сообщите редакторам: они исправят в следующем выпуске"})
}

// plain is a JSON value in words: texts without quotes.
func plain(value string) string {
	var s string
	if json.Unmarshal([]byte(value), &s) == nil {
		return s
	}
	return value
}
