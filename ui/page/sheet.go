package page

import (
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// head returns the way to a page, its title and what stands beside it.
func (v *View) head(crumbs []string, title string, right part.Box) part.Box {
	var row part.Box = part.Line(24, part.Grow{Box: v.text(title, v.titleStyle(title))}, right)
	if v.compact() && right != nil {
		row = whole{Box: part.Wrapped{Gap: 24, LineGap: 6, Of: []part.Box{v.text(title, v.titleStyle(title)), right}}}
	}
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

func (v *View) contentWidth() float32 { return v.Frame.W - 2*v.margin() }

// crumbs writes the way to a page; it is not a target. Where there is little
// room the title has to do.
func (v *View) crumbs(names []string) part.Box {
	if v.compact() {
		return nil
	}
	var row []part.Box
	for i, name := range append([]string{v.w("home")}, names...) {
		if i > 0 {
			row = append(row, part.Icon{Name: "chevron_right", Size: 30, Ink: v.Palette.Ink2})
		}
		row = append(row, part.Text{Words: name, Style: theme.Meta, Ink: v.Palette.Ink2, Silent: true, Lines: 1})
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
	banner := v.banner()
	top := v.Frame.Top()
	if v.Modes.Low || v.compact() {
		return v.bannered(banner, func(top float32) part.Box {
			if v.Modes.Low {
				return v.low(gap, top, pieces(of...))
			}
			m, w, h := v.margin(), v.contentWidth(), v.Frame.H-v.Frame.Bar()-top-16-20
			return part.At{Rect: part.Rect{X: m, Y: top + 16, W: w, H: h}, Box: v.arranged(min(gap, 16), w, h, pieces(of...))}
		})
	}
	y := float32(24)
	if v.wide() {
		y = 20
	}
	body := part.Pad{L: theme.Margin, T: y, R: theme.Margin, B: 28, Box: part.Column(gap, of...)}
	return part.Pad{T: top, Box: part.Column(0, banner, part.Grow{Box: body})}
}

// bannered puts the banner, where there is one, above what draw returns for
// the height from which on it may draw.
func (v *View) bannered(banner part.Box, draw func(top float32) part.Box) part.Box {
	top := v.Frame.Top()
	if banner == nil {
		return draw(top)
	}
	h := banner.Height(v.Frame.W)
	return part.Layers{part.At{Rect: part.Rect{Y: top, W: v.Frame.W, H: h}, Box: banner}, draw(top + h)}
}

// split puts a side panel beside the main column of a panel that lies.
func (v *View) split(main, side part.Box) part.Box {
	return part.Line(48, part.Grow{Box: part.Full{Box: main}}, part.Full{Box: part.Fix{W: theme.SideQR, Box: side}})
}

// bottom pushes what follows to the end of its column.
func bottom() part.Box { return part.Grow{Box: part.Space{}} }
