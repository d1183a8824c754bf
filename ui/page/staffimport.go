package page

import (
	"strconv"
	"strings"

	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// importing takes what is on a stick: first a file is chosen, then what it
// would change is reviewed. Nothing is overwritten.
func (d duty) importing() Page {
	if im := d.Memo.Import; im != nil {
		return d.importReview(*im)
	}
	sticks, err := d.desk.Sticks()
	if err != nil {
		d.say(err)
	}
	var rows []part.Box
	for _, s := range sticks {
		rows = append(rows, part.Heading{Box: d.groupRow(d.joined(d.w("stick"), d.or(s.Label)))})
		for _, f := range s.Files {
			if f.Sort != kiosk.FileText {
				rows = append(rows, d.fileRow(f))
			}
		}
		if d.who.May(kiosk.MayExport) {
			rows = append(rows, d.exportRow(s))
		}
	}
	var body part.Box = d.card(d.emptyState("usb", d.w("stick.none"), d.w("stick.none.body")))
	if len(rows) > 0 {
		body = d.rows("files", rows...)
	}
	again := d.quiet("stick/again", "sync", d.w("stick.again"), 96, func() { d.Memo.Values["said"] = ""; d.Memo.Values["wrong"] = ""; d.Act.Redraw() })
	return d.work("import", d.staffSheet(18, d.heading(nil, d.w("import.choose"), again), d.dim(d.w("import.what"), theme.Body.Leading(1.35)), d.importSaid(), d.wrong(), part.Grow{Box: body}))
}

// importSaid is what is going on, or what came of it.
func (d duty) importSaid() part.Box {
	p := d.Palette
	switch said := d.get("said"); {
	case d.get("doing") != "":
		return part.Card{Face: part.Face{Fill: p.Tint, Radius: 16, Outline: min(p.Outline, 2), Frame: p.Line}, Box: part.AtLeast{H: 76, Box: part.Padded(24, 8, part.Line(14, part.Icon{Name: "sync", Size: 40, Ink: p.OnTint}, part.Grow{Box: d.in(p.OnTint, d.get("doing"), theme.Label)}))}}
	case said != "":
		return part.Card{Face: part.Face{Fill: p.OKBg, Radius: 16, Outline: min(p.Outline, 2), Frame: p.OK}, Box: part.AtLeast{H: 76, Box: part.Padded(24, 8, part.Line(14, part.Icon{Name: "check_circle-fill", Size: 40, Ink: p.OK}, part.Grow{Box: d.in(p.OK, said, theme.Label)}))}}
	}
	return nil
}

func fileIcon(s kiosk.FileSort) string {
	switch s {
	case kiosk.FileWorkbook:
		return "table_view"
	case kiosk.FileEntries:
		return "cloud_sync"
	case kiosk.FileText:
		return "description"
	}
	return "verified"
}

func (d duty) fileRow(f kiosk.StickFile) part.Box {
	r := row{left: d.disc(fileIcon(f.Sort), 76, 46), title: f.Name, sub: d.sub(d.w("file."+string(f.Sort)), bytesWords(f.Bytes)), high: 124}
	if d.get("doing") != "" {
		return d.rowBox(r)
	}
	r.right = part.Icon{Name: "chevron_right", Size: 44, Ink: d.Palette.Ink2}
	return part.Tap{Key: "file/" + f.Name, Do: func() { d.readFile(f) }, Face: d.rowFace(), Box: d.rowBox(r)}
}

// bytesWords writes how large a file is.
func bytesWords(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatInt((n+1<<19)>>20, 10) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt((n+1<<9)>>10, 10) + " KB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

// readFile reads a file and compares it; the memo keeps what came of it.
func (d duty) readFile(f kiosk.StickFile) {
	d.Memo.Values["doing"], d.Memo.Values["wrong"], d.Memo.Values["said"] = d.w("import.reading", "file", f.Name), "", ""
	d.desk.ReadFile(f, func(im kiosk.Import, err error) {
		d.Memo.Values["doing"] = ""
		if err != nil {
			d.say(err)
		} else {
			d.Memo.Import = &im
			d.Memo.Values["verdict"], d.Memo.Values["open"] = "", ""
		}
		d.Act.Redraw()
	})
	d.Act.Redraw()
}

// exportRow writes what was written in the hall to a stick.
func (d duty) exportRow(s kiosk.Stick) part.Box {
	r := row{left: d.disc("upload", 76, 46), title: d.w("stick.export"), sub: d.sub(d.w("stick.export.sub")), high: 124}
	if d.get("doing") != "" {
		return d.rowBox(r)
	}
	write := func() {
		d.Memo.Values["doing"], d.Memo.Values["wrong"], d.Memo.Values["said"] = d.w("stick.writing"), "", ""
		d.desk.WriteEntries(s.Path, func(name string, err error) { d.wrote(name, err) })
		d.Act.Redraw()
	}
	return part.Tap{Key: "export/" + s.Label, Do: write, Face: d.rowFace(), Box: d.rowBox(r)}
}

// wrote is told what became of a file that was written.
func (d duty) wrote(name string, err error) {
	d.Memo.Values["doing"] = ""
	d.say(err)
	if err == nil {
		d.Memo.Values["said"] = d.w("stick.wrote", "file", name)
	}
	d.Act.Redraw()
}

// verdicts in the order in which they are offered.
var verdicts = []kiosk.Verdict{kiosk.VerdictNew, kiosk.VerdictChanged, kiosk.VerdictSame, kiosk.VerdictWrong}

// importReview shows what a file would change, row by row.
func (d duty) importReview(im kiosk.Import) Page {
	options := []option{{"", d.counted(d.w("all"), len(im.Rows))}}
	for _, v := range verdicts {
		options = append(options, option{string(v), d.counted(d.w("verdict."+string(v)), im.Count(v))})
	}
	chosen := kiosk.Verdict(d.chosen("verdict", options))
	var rows []part.Box
	for _, p := range im.Problems {
		if chosen == "" || chosen == kiosk.VerdictWrong {
			rows = append(rows, d.problemRow(p))
		}
	}
	for _, v := range []kiosk.Verdict{kiosk.VerdictWrong, kiosk.VerdictNew, kiosk.VerdictChanged, kiosk.VerdictSame} {
		for i, r := range im.Rows {
			if r.Verdict == v && (chosen == "" || chosen == v) {
				rows = append(rows, d.importRow(i, r))
			}
		}
	}
	var list part.Box = d.card(d.emptyState("inbox", d.w("staff.nothing"), d.w("import.empty")))
	if len(rows) > 0 {
		list = d.rows("import/"+string(chosen), rows...)
	}
	head := d.heading([]string{d.w("staff.import")}, d.w("import.review"), nil)
	if d.wide() {
		side := part.Column(16, d.importFile(im), d.importSaid(), d.wrong(), bottom(), d.importButtons(im))
		main := part.Column(14, d.chips("verdict", options), part.Grow{Box: list})
		return d.work("import", d.staffSheet(14, head, part.Grow{Box: part.Line(32, part.Grow{Box: part.Full{Box: main}}, part.Full{Box: part.Fix{W: 560, Box: side}})}))
	}
	return d.work("import", d.staffSheet(22, head, d.importFile(im), d.chips("verdict", options), d.importSaid(), d.wrong(), part.Grow{Box: list}, d.importButtons(im)))
}

// importFile is the file that was read, and the way to another.
func (d duty) importFile(im kiosk.Import) part.Box {
	sub := []string{d.joined(d.w("stick"), im.File.Stick), d.Words.Count("import.rows", len(im.Rows))}
	if im.Sheets > 0 {
		sub = append(sub, d.Words.Count("import.sheets", im.Sheets))
	}
	words := part.Column(0, part.Text{Words: im.File.Name, Style: theme.RowTitle, Ink: d.Palette.Ink, Lines: 2}, d.sub(sub...))
	other := part.AtLeast{H: 88, Box: part.Tap{Key: "import/other", Do: d.otherFile, Face: d.tinted(16), Box: part.Padded(24, 4, d.label("", d.w("import.other"), theme.Body.Strong().Leading(1.3), d.Palette.OnTint))}}
	top := part.Line(24, d.disc(fileIcon(im.File.Sort), 92, 52), part.Grow{Box: words}, other)
	if d.wide() {
		return d.card(part.Padded(28, 22, part.Column(14, part.Line(24, d.disc(fileIcon(im.File.Sort), 92, 52), part.Grow{Box: words}), other)))
	}
	return d.card(part.AtLeast{H: 150, Box: part.Padded(32, 18, top)})
}

func (d duty) otherFile() {
	d.Memo.Import = nil
	d.Memo.Values["wrong"], d.Memo.Values["said"] = "", ""
	d.Act.Redraw()
}

func (d duty) problemRow(p kiosk.Problem) part.Box {
	words := part.Column(0, d.text(d.or(p.Where), theme.RowTitle), d.in(d.Palette.Bad, staffText(p.Say, d.Words.Lang), theme.Meta.Leading(1.35)))
	return part.AtLeast{H: 112, Box: part.Padded(28, 12, part.Line(20, part.Grow{Box: words}, d.tag(toneBad, "", d.w("verdict.wrong"))))}
}

// importRow is one row of the file; a touch shows each difference.
func (d duty) importRow(i int, r kiosk.ImportRow) part.Box {
	p := d.Palette
	number := ""
	if r.Row > 0 {
		number = strconv.Itoa(r.Row)
	}
	words := []part.Box{part.Text{Words: d.or(d.staffTitle(r.Title, r.Record)), Style: theme.RowTitle, Ink: p.Ink, Lines: 2}}
	key := strconv.Itoa(i)
	open := d.get("open") == key
	switch {
	case r.Verdict == kiosk.VerdictWrong:
		words = append(words, d.in(p.Bad, staffText(r.Problem.Say, d.Words.Lang), theme.Meta.Leading(1.35)))
	case open:
		for _, c := range r.Changes {
			words = append(words, d.difference(c))
		}
	default:
		words = append(words, part.Text{Words: d.importSub(r), Style: theme.Meta.Leading(1.35), Ink: p.Ink2, Lines: 2})
	}
	inner := part.Line(16, part.Fix{W: 68, Box: d.dim(number, theme.Body)}, part.Grow{Box: part.Column(0, words...)}, d.tag(verdictTone(r.Verdict), "", d.w("verdict."+string(r.Verdict))))
	box := part.AtLeast{H: 112, Box: part.Padded(28, 10, inner)}
	if len(r.Changes) == 0 {
		return box
	}
	flip := d.set("open", key)
	if open {
		flip = d.set("open", "")
	}
	return part.Tap{Key: "importrow/" + key, Do: flip, Face: d.rowFace(), Box: box}
}

// importSub says how much of a row is new or differs.
func (d duty) importSub(r kiosk.ImportRow) string {
	switch r.Verdict {
	case kiosk.VerdictNew:
		return d.Words.Count("import.fields", len(r.Changes))
	case kiosk.VerdictSame:
		return d.w("import.same")
	}
	if len(r.Changes) == 1 {
		return d.Words.Count("import.changed", 1) + d.w("colon") + d.differenceName(r.Changes[0]) + " " + d.fromTo(r.Changes[0])
	}
	var names []string
	for _, c := range r.Changes {
		names = append(names, d.differenceName(c))
	}
	return d.Words.Count("import.changed", len(r.Changes)) + d.w("colon") + d.list(names...)
}

func (d duty) differenceName(c kiosk.Difference) string {
	if s := staffText(c.Say, d.Words.Lang); s != "" {
		return s
	}
	return c.Path
}

func (d duty) fromTo(c kiosk.Difference) string { return d.or(c.Old) + " → " + d.or(c.New) }

// difference is one field with what it was and what it would be.
func (d duty) difference(c kiosk.Difference) part.Box {
	p := d.Palette
	mark := func(sign, words string, t tone) part.Box {
		return part.Row{Gap: 12, Top: true, Of: []part.Box{d.tag(t, "", sign), part.Grow{Box: part.Padded(0, 6, part.Text{Words: d.or(words), Style: theme.Meta, Ink: p.Ink, Lines: 4})}}}
	}
	return part.Column(4, part.Padded(0, 4, d.dim(d.differenceName(c), theme.Label)), mark(d.w("diff.old"), strings.TrimSpace(c.Old), toneMuted), mark(d.w("diff.new"), strings.TrimSpace(c.New), toneOK))
}

func verdictTone(v kiosk.Verdict) tone {
	switch v {
	case kiosk.VerdictNew:
		return toneOK
	case kiosk.VerdictChanged:
		return toneWarn
	case kiosk.VerdictWrong:
		return toneBad
	}
	return toneMuted
}

// importButtons take what was read, and write its problems down.
func (d duty) importButtons(im kiosk.Import) part.Box {
	if d.get("doing") != "" {
		return nil
	}
	var row []part.Box
	if im.Count(kiosk.VerdictWrong)+len(im.Problems) > 0 {
		write := func() {
			d.Memo.Values["doing"] = d.w("stick.writing")
			d.desk.WriteProblems(func(name string, err error) { d.wrote(name, err) })
			d.Act.Redraw()
		}
		row = append(row, d.second("import/problems", "", d.w("import.problems"), 124, write))
	}
	if n := im.Count(kiosk.VerdictNew) + im.Count(kiosk.VerdictChanged); n > 0 {
		row = append(row, d.primary("import/take", "upload", d.w("take."+string(im.File.Sort), "n", n), 124, d.takeImport))
	}
	if len(row) == 0 {
		return nil
	}
	if d.wide() {
		return part.Column(16, row...)
	}
	return part.Even(theme.Gutter, row...)
}

func (d duty) takeImport() {
	d.Memo.Values["doing"], d.Memo.Values["wrong"] = d.w("import.taking"), ""
	d.desk.Take(func(n int, err error) {
		d.Memo.Values["doing"] = ""
		d.say(err)
		if err == nil {
			d.Memo.Values["said"] = d.Words.Count("import.took", n)
			d.Memo.Import = nil
		}
		d.Act.Redraw()
	})
	d.Act.Redraw()
}
