package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// Colours of a plot.
var (
	paper = color.RGBA{0xF5, 0xF2, 0xEB, 0xFF}
	grid  = color.RGBA{0xDC, 0xD4, 0xC4, 0xFF}
	ink   = color.RGBA{0x10, 0x27, 0x2F, 0xFF}
	petro = color.RGBA{0x0D, 0x4A, 0x5A, 0xFF}
	amber = color.RGBA{0xE3, 0xA2, 0x32, 0xFF}
	red   = color.RGBA{0x8A, 0x21, 0x17, 0xFF}
)

// Where a plot has what, in pixels.
const (
	plotWide, plotHigh = 1280, 720
	plotLeft           = 60
	plotHalf           = 320 // height of a chart
	plotTop            = 30  // and above the second chart
)

type canvas struct{ *image.RGBA }

func (c canvas) fill(x0, y0, x1, y1 int, ink color.Color) {
	draw.Draw(c, image.Rect(x0, y0, x1, y1), image.NewUniform(ink), image.Point{}, draw.Src)
}

func (c canvas) write(x, y int, ink color.Color, words string) {
	d := font.Drawer{Dst: c, Src: image.NewUniform(ink), Face: basicfont.Face7x13, Dot: fixed.P(x, y)}
	d.DrawString(words)
}

// chart draws a frame with six steps, the upper edge of its values at most.
func (c canvas) chart(top int, title string, step int) {
	c.write(plotLeft, top-10, ink, title)
	for i := range 7 {
		y := top + plotHalf - i*plotHalf/6
		c.fill(plotLeft, y, plotWide, y+1, grid)
		c.write(8, y+4, ink, fmt.Sprintf("%5d", i*step))
	}
}

// plot draws memory above, the slowest page of each second below, and a line
// for each fault.
func (s *soak) plot(path string) error {
	c := canvas{image.NewRGBA(image.Rect(0, 0, plotWide, plotHigh))}
	c.fill(0, 0, plotWide, plotHigh, paper)
	upper, lower := plotTop, 2*plotTop+plotHalf+10
	last := s.samples[len(s.samples)-1].at
	c.chart(upper, fmt.Sprintf("memory, MB, over %v (a line is a fault)", last.Round(time.Second)), 100)
	c.chart(lower, "the slowest page of each second, ms", 100)
	at := func(d time.Duration) int { return plotLeft + int(int64(d)*(plotWide-plotLeft-4)/int64(last+1)) }
	bar := func(x0, x1, top int, value, most float64, ink color.Color) {
		high := int(min(1, value/most) * plotHalf)
		c.fill(x0, top+plotHalf-high, max(x0+2, x1), top+plotHalf, ink)
	}
	for i, p := range s.samples {
		x, next := at(p.at), at(p.at)+2
		if i+1 < len(s.samples) {
			next = at(min(s.samples[i+1].at, p.at+4*time.Second)) // where the kiosk was gone there is a gap
		}
		bar(x, next, upper, float64(p.memory), 600<<20, petro)
		bar(x, next, lower, p.slowest.Seconds(), 0.6, amber)
	}
	for _, p := range s.samples {
		if p.fault {
			c.fill(at(p.at), upper, at(p.at)+1, lower+plotHalf, red)
		}
	}
	return c.save(path)
}

func (c canvas) save(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(file, c); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
