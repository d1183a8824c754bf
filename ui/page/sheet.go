package page

import (
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// head returns the way to a page, its title and what stands beside it.
func (v *View) head(crumbs []string, title string, right part.Box) part.Box {
	row := part.Line(24, part.Grow{Box: v.text(title, v.titleStyle(title))}, right)
	return part.Column(2, v.crumbs(crumbs), row, v.untranslated())
}

// titleStyle makes a very long title smaller, so that it leaves room for
// what it is about.
func (v *View) titleStyle(title string) theme.Style {
	switch w := theme.Width(title, theme.H1); {
	case w > 2*v.contentWidth():
		return theme.H2.Of(36).Leading(1.3)
	case w > v.contentWidth():
		return theme.H2.Leading(1.3)
	}
	return theme.H1
}

func (v *View) contentWidth() float32 { return v.Frame.W - 2*theme.Margin }

// crumbs writes the way to a page; it is not a target.
func (v *View) crumbs(names []string) part.Box {
	var row []part.Box
	for i, name := range append([]string{v.w("home")}, names...) {
		if i > 0 {
			row = append(row, part.Icon{Name: "chevron_right", Size: 30, Ink: v.Palette.Ink2})
		}
		row = append(row, part.Text{Words: name, Style: theme.Meta, Ink: v.Palette.Ink2, Lines: 1})
	}
	return part.Line(6, row...)
}

// untranslated says that the content below is in Chinese only, where it is.
func (v *View) untranslated() part.Box {
	if !v.foreign {
		return nil
	}
	return part.Pad{T: 8, Box: part.Line(0, v.tag(toneWarn, "translate", v.w("untranslated")))}
}

// sheet puts columns into the content area of a page.
func (v *View) sheet(gap float32, of ...part.Box) part.Box {
	var banner part.Box
	top := v.Frame.Top()
	if b := v.banner(); b != nil {
		banner = b
	}
	y := float32(24)
	if v.wide() {
		y = 20
	}
	body := part.Pad{L: theme.Margin, T: y, R: theme.Margin, B: 28, Box: part.Column(gap, of...)}
	return part.Pad{T: top, Box: part.Column(0, banner, part.Grow{Box: body})}
}

// split puts a side panel beside the main column of a panel that lies.
func (v *View) split(main, side part.Box) part.Box {
	return part.Line(48, part.Grow{Box: part.Full{Box: main}}, part.Full{Box: part.Fix{W: theme.SideQR, Box: side}})
}

// bottom pushes what follows to the end of its column.
func bottom() part.Box { return part.Grow{Box: part.Space{}} }
