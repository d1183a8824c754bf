package ink

import (
	"strings"
	"testing"
)

func TestBarsThinToLinesAndRingsStayRings(t *testing.T) {
	for name, c := range map[string]struct{ drawn, want string }{
		"bar": {`
			..........
			..........
			.########.
			.########.
			.########.
			..........
			..........
			..........
			..........
			..........`, `
			..........
			..........
			..........
			..#####...
			..........
			..........
			..........
			..........
			..........
			..........`},
		"ring": {`
			..........
			.########.
			.########.
			.###..###.
			.##....##.
			.##....##.
			.###..###.
			.########.
			.########.
			..........`, `
			..........
			...####...
			..#....#..
			.#.....#..
			.#.....#..
			.#.....#..
			.#.....#..
			..######..
			..........
			..........`},
	} {
		pix, n := bitmap(c.drawn)
		thin(pix, n)
		if got, want := show(pix, n), show(bitmap(c.want)); got != want {
			t.Errorf("%s is\n%swant\n%s", name, got, want)
		}
	}
}

func bitmap(s string) ([]bool, int) {
	rows := strings.Fields(s)
	var pix []bool
	for _, c := range strings.Join(rows, "") {
		pix = append(pix, c == '#')
	}
	return pix, len(rows)
}

func show(pix []bool, n int) string {
	var b strings.Builder
	for i, on := range pix {
		b.WriteByte(".#"[map[bool]int{true: 1}[on]])
		if i%n == n-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
