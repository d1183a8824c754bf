package cli

import (
	"context"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk/machine"
	"mingbai/ui"
	"mingbai/ui/gallery"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

// look is how a picture is drawn.
type look struct {
	size, lang, mode string
	targets          bool
}

func (l *look) flags(f *flag.FlagSet) {
	f.StringVar(&l.size, "size", "1080x1920", "panel `WxH` in pixels")
	f.StringVar(&l.lang, "lang", "zh", "zh, en or ru")
	f.StringVar(&l.mode, "mode", "", "contrast")
}

// shot draws one page into a file.
func (p Program) shot(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("shot", flag.ContinueOnError)
	f.SetOutput(p.Err)
	var c content
	var l look
	c.flags(f)
	l.flags(f)
	f.BoolVar(&l.targets, "targets", false, "also print what can be touched: KEY, left, top, width and height in pixels")
	rest, err := parse(f, args)
	if err != nil || len(rest) != 2 {
		fmt.Fprintln(p.Err, "usage: mingbai shot ROUTE OUT.png [-size 1080x1920] [-lang ru]")
		return Usage
	}
	m, end, err := c.openPicture(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	if err := m.Prepare(ctx); err != nil {
		return p.fail(err)
	}
	p.NewApp().Settings().SetTheme(theme.Toolkit())
	if err := l.draw(m, rest[0], rest[1], p.Out); err != nil {
		return p.fail(err)
	}
	return Done
}

// parse reads flags before, between and after the other arguments.
func parse(f *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, f.Arg(0)), f.Args()[1:]
	}
}

// draw draws one page; the theme must have been set.
func (l look) draw(m *machine.Machine, route, out string, print io.Writer) error {
	if !slices.Contains(catalog.Langs(), catalog.Lang(l.lang)) {
		return fmt.Errorf("language %q: want zh, en or ru", l.lang)
	}
	var w, h int
	if n, err := fmt.Sscanf(l.size, "%dx%d", &w, &h); n != 2 || err != nil || min(w, h) < 320 || max(w, h) > 8192 {
		return fmt.Errorf("size %q: want WIDTHxHEIGHT of 320 to 8192 pixels", l.size)
	}
	shell := ui.NewShell(m)
	shell.Open(page.ParseRoute(route))
	defer shell.Stop()
	shell.Language(catalog.Lang(l.lang))
	for mode := range strings.SplitSeq(l.mode, ",") {
		if mode != "" && !shell.Mode(mode) {
			return fmt.Errorf("mode %q: want %s", mode, strings.Join(page.ModeNames(), " or "))
		}
	}
	img := gallery.Draw(shell, w, h)
	if l.targets {
		for _, t := range shell.Targets() {
			fmt.Fprintf(print, "%s %.0f %.0f %.0f %.0f\n", t.Key, t.At.X, t.At.Y, t.At.W, t.At.H)
		}
	}
	file, err := os.Create(out)
	if err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	if err := png.Encode(file, img); err != nil {
		file.Close()
		return fmt.Errorf("write picture %s: %w", out, err)
	}
	return file.Close()
}

// gallery draws every page in every language and direction.
func (p Program) gallery(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("gallery", flag.ContinueOnError)
	f.SetOutput(p.Err)
	var c content
	c.flags(f)
	out := f.String("out", "shots", "`DIR` for the pictures")
	lang := f.String("lang", "", "only this language")
	if err := f.Parse(args); err != nil {
		return Usage
	}
	m, end, err := c.openPicture(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	if err := m.Prepare(ctx); err != nil {
		return p.fail(err)
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return p.fail(err)
	}
	p.NewApp().Settings().SetTheme(theme.Toolkit())
	n := 0
	for _, l := range catalog.Langs() {
		for size, name := range map[string]string{"1080x1920": "", "1920x1080": "-wide"} {
			if *lang != "" && *lang != string(l) {
				continue
			}
			for _, route := range gallery.Pages() {
				file := strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(route) + name + "-" + string(l) + ".png"
				if err := (look{size: size, lang: string(l)}).draw(m, route, filepath.Join(*out, file), io.Discard); err != nil {
					return p.fail(err)
				}
				n++
			}
			fmt.Fprintf(p.Out, "%s %s: %d pictures so far\n", l, size, n)
		}
	}
	return Done
}
