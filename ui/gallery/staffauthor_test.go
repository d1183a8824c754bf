package gallery_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
	"mingbai/kiosk"
)

func (d *staffDesk) NewLocal(kind catalog.Kind) (*catalog.Record, error) {
	r := &catalog.Record{ID: catalog.ID(fmt.Sprintf("%s/h-new%d", kind, len(d.locals))), Body: &catalog.Guide{}}
	if kind == catalog.KindNotice {
		r.Body = &catalog.Notice{Issued: d.today, Effective: d.today}
	}
	return r, nil
}

func (d *staffDesk) Local(id catalog.ID) (kiosk.Local, error) {
	if l, ok := d.locals[id]; ok {
		return l, nil
	}
	for _, p := range d.papers {
		if p.Record == id && p.Sort == kiosk.PaperLocal {
			return kiosk.Local{Paper: p, Text: d.localText(p), Steps: []kiosk.PaperStep{{Does: "write", By: "李敏", On: p.On}, {Does: "submit", By: "李敏", On: p.On}}}, nil
		}
	}
	return kiosk.Local{}, catalog.ErrNoRecord
}

func (d *staffDesk) localText(p kiosk.Paper) *catalog.Record {
	r := &catalog.Record{ID: p.Record, Title: p.Title, Office: "office/social-insurance"}
	if p.Record.Kind() == catalog.KindNotice {
		r.Body = &catalog.Notice{Sort: catalog.Code{Code: "general"}, Issued: p.On, Effective: p.On, Expires: p.On.Add(30), Body: []catalog.Block{{Text: catalog.Text{"zh": "自 12 月起，每周六上午 9:00–12:00 加开社保窗口。"}}}}
		return r
	}
	r.Body = &catalog.Guide{Counters: []catalog.ID{"counter/social-insurance"}, Materials: []catalog.Material{{Name: catalog.Text{"zh": "身份证"}, Need: catalog.Code{Code: "required"}}},
		Legal: &catalog.Limit{N: 30, Unit: catalog.Code{Code: "workday"}}, Steps: []catalog.Step{{Name: catalog.Text{"zh": "申请"}}}, Questions: []catalog.Question{{Ask: catalog.Text{"zh": "可以代办吗？"}, Answer: catalog.Text{"zh": "可以，带委托书。"}}}}
	return r
}

func (d *staffDesk) Judge(r *catalog.Record) kiosk.Judgement {
	var j kiosk.Judgement
	r.Check(func(f catalog.Finding) { j.Findings = append(j.Findings, f) })
	slices.SortStableFunc(j.Findings, func(a, b catalog.Finding) int { return int(b.Severity) - int(a.Severity) })
	j.Percent = max(0, 100-9*len(j.Findings))
	return j
}

func (d *staffDesk) step(id catalog.ID, state kiosk.PaperState, why string) error {
	l, err := d.Local(id)
	if err != nil {
		return err
	}
	if state == kiosk.StateCleared && l.Badge == d.in.ID {
		return &kiosk.Objection{Code: "own", Say: catalog.Text{"zh": "不能审自己写的"}, Hint: catalog.Text{"zh": "请另一位同事审查"}}
	}
	l.State, l.Why = state, why
	d.locals[id] = l
	return nil
}

func (d *staffDesk) Write(r *catalog.Record) error {
	l, err := d.Local(r.ID)
	if err != nil {
		l = kiosk.Local{}
	}
	l.Paper = kiosk.Paper{Sort: kiosk.PaperLocal, Record: r.ID, Title: r.Title, State: kiosk.StateDraft, By: d.in.Name, Badge: d.in.ID, On: d.today}
	l.Text = r
	d.locals[r.ID] = l
	delete(d.drafts, string(r.ID)+"#")
	return nil
}

func (d *staffDesk) Submit(id catalog.ID) error { return d.step(id, kiosk.StateSubmitted, "") }

func (d *staffDesk) Return(id catalog.ID, why string) error {
	return d.step(id, kiosk.StateReturned, why)
}

func (d *staffDesk) Clear(id catalog.ID) error { return d.step(id, kiosk.StateCleared, "") }

func (d *staffDesk) Publish(id catalog.ID) error { return d.step(id, kiosk.StatePublished, "") }

func (d *staffDesk) Withdraw(id catalog.ID, why string) error {
	return d.step(id, kiosk.StateWithdrawn, why)
}

func (d *staffDesk) Autosave(id catalog.ID, field string, body json.RawMessage) error {
	if d.in == nil {
		return kiosk.ErrEnded
	}
	d.saved++
	d.drafts[string(id)+"#"+field] = slices.Clone(body)
	return nil
}

func (d *staffDesk) Autosaved(id catalog.ID, field string) (json.RawMessage, error) {
	return d.drafts[string(id)+"#"+field], nil
}

func (d *staffDesk) Drop(id catalog.ID, field string) error {
	delete(d.drafts, string(id)+"#"+field)
	return nil
}

func (d *staffDesk) Sticks() ([]kiosk.Stick, error) {
	file := func(name string, n int64, s kiosk.FileSort) kiosk.StickFile {
		return kiosk.StickFile{Path: "/media/" + name, Name: name, Stick: "TJ-RS", Bytes: n, Sort: s}
	}
	return []kiosk.Stick{{Path: "/media", Label: "TJ-RS", Files: []kiosk.StickFile{file("人社局办事指南_202611.xlsx", 48_213, kiosk.FileWorkbook),
		file("A02.mingbai-hall", 3_200, kiosk.FileEntries), file("edition-124.zip", 2_900_000, kiosk.FileEdition), file("通知.txt", 812, kiosk.FileText)}}}, nil
}

func (d *staffDesk) ReadFile(f kiosk.StickFile, done func(kiosk.Import, error)) {
	im := kiosk.Import{File: f, Sheets: 4}
	row := func(n int, title string, v kiosk.Verdict, changes ...kiosk.Difference) {
		im.Rows = append(im.Rows, kiosk.ImportRow{Row: n, Sheet: "服务指南", Title: catalog.Text{"zh": title}, Verdict: v, Changes: changes})
	}
	zh := func(s string) catalog.Text { return catalog.Text{"zh": s} }
	row(2, "就业困难人员认定", kiosk.VerdictNew, kiosk.Difference{Say: zh("标题"), New: "就业困难人员认定"}, kiosk.Difference{Say: zh("窗口"), New: "二楼 B 区 10 号"})
	row(5, "失业保险金申领", kiosk.VerdictChanged, kiosk.Difference{Say: zh("材料"), Old: "身份证、失业证明", New: "身份证"}, kiosk.Difference{Say: zh("窗口"), Old: "9 号", New: "12 号"})
	row(6, "社会保险关系转移接续", kiosk.VerdictChanged, kiosk.Difference{Say: zh("时限"), Old: "15", New: "10 个工作日"})
	row(9, "企业年金方案备案", kiosk.VerdictSame)
	row(4, "退役军人就业创业补贴", kiosk.VerdictWrong)
	im.Rows[4].Problem = kiosk.Problem{Where: "服务指南!F4", Say: zh("缺少“法律依据”，不能提交审核")}
	d.imported = im
	d.do(func() { done(im, nil) })
}

func (d *staffDesk) Take(done func(int, error)) {
	d.do(func() {
		d.taken = d.imported.Count(kiosk.VerdictNew) + d.imported.Count(kiosk.VerdictChanged)
		done(d.taken, nil)
	})
}

func (d *staffDesk) WriteProblems(done func(string, error)) {
	d.do(func() { done("人社局办事指南_202611-问题.txt", nil) })
}

func (d *staffDesk) WriteEntries(_ string, done func(string, error)) {
	d.do(func() { done("A01.mingbai-hall", nil) })
}

// Spell knows a few words.
func (d *staffDesk) Spell(letters string, n int) []kiosk.Spelling {
	words := map[string][]string{"yl": {"养老", "医疗"}, "yanglao": {"养老"}, "ck": {"窗口"}, "chuang": {"窗", "床", "创"}, "xianyi": {"现已"}, "jiaban": {"加班"},
		"shi": strings.Split("是时十事实使世师石识史市始似式失士示", "")}
	var all []kiosk.Spelling
	for _, w := range words[letters] {
		all = append(all, kiosk.Spelling{Words: w, Takes: len(letters)})
	}
	for i := len(letters) - 1; len(all) == 0 && i > 0; i-- {
		for _, w := range words[letters[:i]] {
			all = append(all, kiosk.Spelling{Words: w, Takes: i})
		}
	}
	return all[:min(n, len(all))]
}

func (d *staffDesk) Paste(f kiosk.StickFile, done func(string, error)) {
	words := "因线路检修，本周六停电。"
	if !utf8.ValidString(words) || f.Sort != kiosk.FileText {
		done("", &kiosk.Objection{Say: catalog.Text{"zh": "不是文本"}})
		return
	}
	done(words, nil)
}
