package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/printer"
	"mingbai/kiosk/speech"
	"mingbai/ui/theme"
)

// devices says how what is plugged in is.
func (d *doctor) devices(ctx context.Context, c kiosk.Config) {
	screen := d.display()
	d.panel(c, screen)
	d.printer(ctx, c.Printer)
	d.voice(c.Voice)
}

// display says what the X server is, where there is one for who asks.
func (d *doctor) display() display {
	if os.Getenv("DISPLAY") == "" {
		d.say("display", "not asked: DISPLAY is not set")
		return display{width: 1080, height: 1920}
	}
	s, err := openDisplay()
	if err != nil {
		d.failed("display", err, "start X, or look as the user of the kiosk")
		return display{width: 1080, height: 1920}
	}
	manager := s.manager
	if manager == "" {
		manager = "no window manager"
	}
	words := fmt.Sprintf("%d by %d pixels, %d monitors, %s", s.width, s.height, s.monitors, manager)
	if s.monitors == 0 {
		d.wrong("display", words, "switch the panel on and check its cable")
		return s
	}
	d.say("display", "%s", words)
	return s
}

// mostReach is how high somebody in a wheelchair reaches, in millimetres above
// the floor (design, 2: reach).
const mostReach = 1200

// panel says whether what the design draws is large enough on this panel.
func (d *doctor) panel(c kiosk.Config, s display) {
	f := theme.NewFrame(float32(s.width), float32(s.height), float32(c.PanelWidthMM)).Enlarged(1) // as small panels are
	d.say("panel", "%.0f mm wide upright, %.3f mm a pixel", c.PanelWidthMM, f.MM/f.Scale)
	size := func(name string, mm, least float32, hint string) {
		words := fmt.Sprintf("the smallest is %.1f mm, wanted %.0f", mm, least)
		if mm < least {
			d.wrong(name, words, hint)
			return
		}
		d.say(name, "%s", words)
	}
	top := c.LowerEdgeMM + float64(f.H*f.MM)/2
	reach := fmt.Sprintf("with the buttons low the highest is %.0f mm above the floor, wanted at most %d", top, mostReach)
	if top > mostReach {
		d.wrong("reach", reach, "hang the panel lower, or correct lower_edge_mm")
	} else {
		d.say("reach", "%s", reach)
	}
	size("target", theme.LeastTarget*f.MM, theme.MinTargetMM, "use a larger panel, or correct panel_width_mm")
	size("code", theme.LeastCode*f.MM, theme.MinCodeMM, "visitors have to open codes large; use a larger panel, or correct panel_width_mm")
}

// printer asks the printer how it is.
func (d *doctor) printer(ctx context.Context, setting string) {
	p, err := printer.Open(setting)
	if errors.Is(err, printer.ErrNone) {
		d.say("printer", "none is set")
		return
	}
	if err == nil {
		ctx, stop := context.WithTimeout(ctx, answerTime)
		defer stop()
		err = p.Check(ctx)
	}
	if err != nil {
		d.failed("printer", fmt.Errorf("%s: %w", setting, err), "switch it on, check its cable and paper, and let the kiosk be of the group lp")
		return
	}
	d.say("printer", "%s: ready", setting)
}

// voice says whether pages can be read aloud.
func (d *doctor) voice(setting string) {
	s, err := speech.ParseSettings(setting)
	if err != nil {
		d.failed("voice", err, "set voice to off, speaker, or headphones and the name of the input device")
		return
	}
	v := speech.New(s)
	defer v.Close() // it was only looked at
	can := v.Can()
	switch c, bad := v.Condition(time.Now()); {
	case bad:
		d.wrong("voice", oneLine(can.Error()), d.hint(c.Code))
	case errors.Is(can, speech.ErrSilent):
		d.say("voice", "off")
	case can != nil:
		d.say("voice", "%s: %v", setting, can)
	default:
		d.say("voice", "%s: ready", setting)
	}
}
