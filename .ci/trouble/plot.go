package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"time"
)

// plot draws memory above, the slowest visit of each second below, and a line
// for each fault. A grid line is 100 MB above and 100 ms below.
func (s *soak) plot(path string) error {
	const w, h, half = 1200, 640, 320
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	fill := func(x0, y0, x1, y1 int, c color.Color) {
		for y := max(0, y0); y < min(h, y1); y++ {
			for x := max(0, x0); x < min(w, x1); x++ {
				img.Set(x, y, c)
			}
		}
	}
	paper, grid, ink := color.RGBA{0xF5, 0xF2, 0xEB, 0xFF}, color.RGBA{0xDC, 0xD4, 0xC4, 0xFF}, color.RGBA{0x0D, 0x4A, 0x5A, 0xFF}
	amber, red := color.RGBA{0xE3, 0xA2, 0x32, 0xFF}, color.RGBA{0x8A, 0x21, 0x17, 0xFF}
	fill(0, 0, w, h, paper)
	for i := 1; i <= 6; i++ {
		fill(0, half-i*half/6, w, half-i*half/6+1, grid)
		fill(0, h-i*half/6, w, h-i*half/6+1, grid)
	}
	last := s.samples[len(s.samples)-1].at
	for _, p := range s.samples {
		x := int(int64(p.at) * (w - 4) / int64(last+1))
		if p.fault {
			fill(x, 0, x+1, h, red)
		}
		fill(x, half-int(p.memory*half/(600<<20)), x+3, half, ink)
		fill(x, h-int(int64(p.slowest)*half/int64(600*time.Millisecond)), x+3, h, amber)
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(file, img); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
