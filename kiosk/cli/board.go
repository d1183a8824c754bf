package cli

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/gallery"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

const boardUsage = `usage: mingbai export -board ID [-out FILE.png] [-size A3] [-lang zh] [-data DIR | -records DIR]
Draws a page for the notice board 公开栏: a guide, an office, the list of fees
("fees") or a column of disclosure ("disclosure/budget"), upright, in letters
of 7 mm on A3 that are read from 1.5 m. What does not fit goes on FILE-2.png and
so on. The pictures know their size: print them at 100 %.
example: mingbai export -board office/water -out water.png
`

// boards are the sizes of paper, in millimetres upright.
var boards = map[string][2]int{"A4": {210, 297}, "A3": {297, 420}, "A2": {420, 594}, "A1": {594, 841}}

// A board is what a notice board shows and how.
type board struct{ route, out, size, lang string }

// isBoard reports whether args ask for a notice board.
func isBoard(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		return strings.HasPrefix(a, "-") && name == "board"
	})
}

// exportBoard draws a notice board.
func (p Program) exportBoard(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("export", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, boardUsage); f.PrintDefaults() }
	var c content
	var b board
	c.flags(f)
	f.StringVar(&b.route, "board", "", "`ID` of a guide or an office, fees, or disclosure/COLUMN")
	f.StringVar(&b.out, "out", "", "`FILE` for the picture (default: the ID, as office-water.png)")
	f.StringVar(&b.size, "size", "A3", "A4, A3, A2 or A1")
	f.StringVar(&b.lang, "lang", "zh", "zh, en or ru")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err == nil && (len(rest) > 0 || b.route == "") {
		f.Usage()
		return Usage
	}
	if err == nil {
		err = b.check()
	}
	if err != nil {
		fmt.Fprintln(p.Err, "mingbai:", err)
		return Usage
	}
	m, end, err := c.openPicture(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	p.NewApp().Settings().SetTheme(theme.Toolkit())
	files, err := b.draw(m)
	if err != nil {
		return p.fail(err)
	}
	for _, file := range files {
		fmt.Fprintln(p.Out, file)
	}
	return Done
}

func (b *board) check() error {
	if _, ok := boards[b.size]; !ok {
		return fmt.Errorf("size %q: want A4, A3, A2 or A1", b.size)
	}
	if !slices.Contains(catalog.Langs(), catalog.Lang(b.lang)) {
		return fmt.Errorf("language %q: want zh, en or ru", b.lang)
	}
	if b.out == "" {
		b.out = strings.NewReplacer("/", "-", "?", "-").Replace(b.route) + ".png"
	}
	if filepath.Ext(b.out) != ".png" {
		return fmt.Errorf("%s: the picture is a PNG (hint: -out %s.png)", b.out, strings.TrimSuffix(b.out, filepath.Ext(b.out)))
	}
	return nil
}

// draw writes the pages and returns their files.
func (b board) draw(desk page.Desk) ([]string, error) {
	const perMM = 8 // 203 dots an inch
	mm := boards[b.size]
	pages, err := gallery.Board(desk, b.route, catalog.Lang(b.lang), kiosk.Stock{W: mm[0] * perMM, H: mm[1] * perMM, PerMM: perMM})
	if err != nil {
		hint := "(hint: a guide, an office, fees, or disclosure/COLUMN; mingbai search finds the ID)"
		if errors.Is(err, catalog.ErrNoRecord) || errors.Is(err, page.ErrNoBoard) {
			return nil, fmt.Errorf("draw board %s: %w %s", b.route, err, hint)
		}
		return nil, fmt.Errorf("draw board %s: %w", b.route, err)
	}
	var files []string
	for i, print := range pages {
		file := b.out
		if i > 0 {
			file = fmt.Sprintf("%s-%d.png", strings.TrimSuffix(b.out, ".png"), i+1)
		}
		if err := writeSized(file, print.Color(), perMM); err != nil {
			return files, err
		}
		files = append(files, file)
	}
	return files, nil
}

// writeSized writes img as a PNG that says how many pixels a millimetre has,
// so that it is printed at its size.
func writeSized(file string, img image.Image, perMM uint32) error {
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return fmt.Errorf("write picture %s: %w", file, err)
	}
	const head = 8 + 4 + 4 + 13 + 4 // the signature and IHDR, which comes first
	b := slices.Concat(out.Bytes()[:head], physical(1000*perMM), out.Bytes()[head:])
	if err := os.WriteFile(file, b, 0o644); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	return nil
}

// physical is the chunk pHYs of a PNG (ISO/IEC 15948, 11.3.5.3): pixels a
// metre.
func physical(perMetre uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, 9)
	b = append(b, "pHYs"...)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = append(binary.BigEndian.AppendUint32(b, perMetre), 1)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}
