package part

import (
	"image/color"
	"strings"
	"testing"

	"mingbai/ui/theme"
)

// TestModulesAreWholePixels wants every module as wide as every other, at
// sizes that are no multiple of anything.
func TestModulesAreWholePixels(t *testing.T) {
	for _, size := range []int{196, 204, 262, 333, 640} {
		m, err := modules("https://www.mingbai.example/apply/pension-enrolment")
		if err != nil {
			t.Fatal(err)
		}
		img := paint(m, size, size)
		px := modulePixels(len(m), float32(size))
		left := (size - px*len(m)) / 2
		if left < quiet*px {
			t.Errorf("size %d: quiet border of %d pixels, want %d modules of %d", size, left, quiet, px)
		}
		for y := range size {
			for x := range size {
				row, column := (y-left)/px, (x-left)/px
				inside := x >= left && y >= left && row < len(m) && column < len(m)
				want := color.NRGBA(white)
				if inside && m[row][column] {
					want = blackInk
				}
				if got := color.NRGBAModel.Convert(img.At(x, y)); got != want {
					t.Fatalf("size %d: pixel %d,%d is %v, want %v", size, x, y, got, want)
				}
			}
		}
	}
}

// TestFits holds codes to 1 mm a module and 60 mm in all.
func TestFits(t *testing.T) {
	frame := theme.NewFrame(1080, 1920, 398)
	small := theme.NewFrame(1080, 1920, 200) // a panel half as wide
	short, long := "https://a.example/1", "https://a.example/"+strings.Repeat("x", 280)
	for _, c := range []struct {
		name, text string
		size       float32
		frame      theme.Frame
		want       bool
	}{
		{"short link on the panel of the design", short, 204, frame, true},
		{"longest link, large", long, 640, frame, true},
		{"longest link, small", long, 204, frame, false},
		{"short link on a small panel", short, 204, small, false},
		{"longer than a code can be", strings.Repeat("x", 5000), 640, frame, false},
	} {
		if got := (QR{Text: c.text, Size: c.size}).Fits(c.frame); got != c.want {
			t.Errorf("%s: fits %v, want %v", c.name, got, c.want)
		}
	}
}
