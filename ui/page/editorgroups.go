package page

import (
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/ui/part"
)

// mostGroups is how many materials, steps or questions there may be.
const mostGroups = 12

// groupSize is how many of a group there are in the form.
func (e draft) groupSize(group string) int {
	n, err := strconv.Atoi(e.valueOf(group + ".n"))
	if err != nil {
		return 0
	}
	return min(max(0, n), mostGroups)
}

// groupFields are the fields of each of a group, and the button for one more.
func (e draft) groupFields(group string, each func(n int) []field) []field {
	var all []field
	n := e.groupSize(group)
	for i := range n {
		all = append(all, each(i)...)
	}
	more := func() {
		e.put(group+".n", strconv.Itoa(n+1))
		e.focus(each(n)[0], -1)
		e.Memo.Values["keys"] = "on"
		e.Act.Redraw()
	}
	less := func() {
		for _, f := range each(n - 1) {
			e.put(f.name, "")
		}
		e.put(group+".n", strconv.Itoa(n-1))
		e.Act.Redraw()
	}
	var row []part.Box
	if n < mostGroups {
		row = append(row, e.second(group+"/more", "add", e.w("editor.more."+group), 96, more))
	}
	if n > 0 {
		row = append(row, e.second(group+"/less", "close", e.w("editor.less."+group), 96, less))
	}
	return append(all, field{name: group + ".more", label: e.w("editor.count."+group, "n", n), sort: fieldOther, box: part.Even(16, row...)})
}

func (e draft) materialField(i int) []field {
	n := strconv.Itoa(i)
	return []field{
		{name: "m." + n + ".name", label: e.w("editor.material", "n", i+1), must: true, most: 80},
		{name: "m." + n + ".need", label: e.w("editor.need"), sort: fieldTrack, of: e.codeOptions("need.", needs)},
		{name: "m." + n + ".note", label: e.w("editor.note"), most: 120, note: e.w("form.optional")},
	}
}

func (e draft) stepField(i int) []field {
	n := strconv.Itoa(i)
	return []field{
		{name: "s." + n + ".name", label: e.w("editor.step", "n", i+1), must: true, most: 40},
		{name: "s." + n + ".detail", label: e.w("editor.note"), sort: fieldLines, most: 200, note: e.w("form.optional")},
	}
}

func (e draft) questionField(i int) []field {
	n := strconv.Itoa(i)
	return []field{
		{name: "q." + n + ".ask", label: e.w("editor.ask", "n", i+1), must: true, most: 80},
		{name: "q." + n + ".answer", label: e.w("editor.answer"), must: true, sort: fieldLines, most: 300},
	}
}

func (e draft) fillGroups(g *catalog.Guide) {
	e.put("m.n", strconv.Itoa(len(g.Materials)))
	for i, m := range g.Materials {
		n := "m." + strconv.Itoa(i)
		e.put(n+".name", m.Name[catalog.ZH])
		e.put(n+".need", m.Need.Code)
		e.put(n+".note", m.Note[catalog.ZH])
	}
	e.put("s.n", strconv.Itoa(len(g.Steps)))
	for i, s := range g.Steps {
		n := "s." + strconv.Itoa(i)
		e.put(n+".name", s.Name[catalog.ZH])
		e.put(n+".detail", s.Detail[catalog.ZH])
	}
	e.put("q.n", strconv.Itoa(len(g.Questions)))
	for i, q := range g.Questions {
		n := "q." + strconv.Itoa(i)
		e.put(n+".ask", q.Ask[catalog.ZH])
		e.put(n+".answer", q.Answer[catalog.ZH])
	}
}

// chinese returns t with other Chinese words.
func chinese(t catalog.Text, s string) catalog.Text {
	s = strings.TrimSpace(s)
	switch {
	case t[catalog.ZH] == s:
		return t
	case s == "":
		return nil
	}
	return catalog.Text{catalog.ZH: s}
}

func (e draft) materialsOf(was []catalog.Material) []catalog.Material {
	var all []catalog.Material
	for i := range e.groupSize("m") {
		n := "m." + strconv.Itoa(i)
		m := catalog.Material{}
		if i < len(was) {
			m = was[i]
		}
		m.Name, m.Note = chinese(m.Name, e.valueOf(n+".name")), chinese(m.Note, e.valueOf(n+".note"))
		if code := e.valueOf(n + ".need"); code != m.Need.Code {
			m.Need = catalog.Code{Code: code}
		}
		all = append(all, m)
	}
	return all
}

func (e draft) stepsOf(was []catalog.Step) []catalog.Step {
	var all []catalog.Step
	for i := range e.groupSize("s") {
		n := "s." + strconv.Itoa(i)
		s := catalog.Step{}
		if i < len(was) {
			s = was[i]
		}
		s.Name, s.Detail = chinese(s.Name, e.valueOf(n+".name")), chinese(s.Detail, e.valueOf(n+".detail"))
		all = append(all, s)
	}
	return all
}

func (e draft) questionsOf(was []catalog.Question) []catalog.Question {
	var all []catalog.Question
	for i := range e.groupSize("q") {
		n := "q." + strconv.Itoa(i)
		q := catalog.Question{}
		if i < len(was) {
			q = was[i]
		}
		q.Ask, q.Answer = chinese(q.Ask, e.valueOf(n+".ask")), chinese(q.Answer, e.valueOf(n+".answer"))
		all = append(all, q)
	}
	return all
}
