package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// config prints every key of the configuration and where it comes from.
func (d *doctor) config() (kiosk.Config, bool) {
	path := d.content.config
	if path == "" {
		path = etc
	}
	data, err := os.ReadFile(path)
	if err != nil && !(errors.Is(err, fs.ErrNotExist) && d.content.config == "") {
		d.broken("config", fmt.Errorf("open configuration: %w (hint: name another with -config)", err), "")
		return kiosk.Config{}, false
	}
	c, err := d.content.readConfig()
	var all []kiosk.Setting
	if err == nil {
		all, err = c.Settings(data, path)
	}
	if err != nil {
		d.broken("config", err, "correct the file, or name another with -config")
		return c, false
	}
	if data == nil {
		d.say("config", "built in: there is no %s", path)
	} else {
		d.say("config", "%s", path)
	}
	for _, s := range all {
		d.say("key", "%s = %s (%s)", s.Key, s.Value, s.From)
	}
	return c, true
}

// usual is where the service keeps its data.
const usual = "/var/lib/mingbai"

// directory finds the data directory, and reports whether a kiosk was there.
func (d *doctor) directory() (dir string, there bool) {
	dir, err := d.content.dataDir()
	if err != nil {
		d.broken("data", err, "name one with -data")
		return "", false
	}
	if d.content.data == "" && !started(dir) && started(usual) { // a technician has not the environment of the service
		dir = usual
	}
	d.content.data = dir
	if !started(dir) {
		d.wrong("data", dir+": no kiosk was started there", "start it, or name the kiosk's directory with -data")
		return dir, false
	}
	d.say("data", "%s", dir)
	return dir, true
}

// started reports whether a kiosk has begun in a directory, and has whether it
// came as far as to open what it keeps.
func started(dir string) bool { return has(dir, "desk.db") || has(dir, "running") }

func has(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// leastFree is how much room an edition may need, in bytes.
const leastFree = 200 << 20

// space says how much room there is, also where there is no kiosk yet.
func (d *doctor) space(dir string) {
	for dir != "" {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	free, err := machine.Free(dir)
	words := fmt.Sprintf("%d MB free on the disk of %s", free>>20, dir)
	switch {
	case err != nil:
		d.failed("space", fmt.Errorf("ask for free space of %s: %w", dir, err), "check the disk")
	case free < leastFree:
		hint, _ := kiosk.Hint(kiosk.DiskLow).In(d.lang)
		d.wrong("space", words, hint)
	default:
		d.say("space", "%s", words)
	}
}

// time says what the clock says. No program runs before it was released.
func (d *doctor) time() {
	now := hallClock()()
	if now.Before(released()) {
		hint, _ := kiosk.Hint(kiosk.ClockUnsure).In(d.lang)
		d.wrong("clock", now.Format(time.RFC3339)+": this program is of "+released().Format(time.DateOnly), hint)
		return
	}
	d.say("clock", "%s", now.Format(time.RFC3339))
}
