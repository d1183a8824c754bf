package kiosk

import (
	"fmt"
	"net/url"

	"github.com/BurntSushi/toml"

	"mingbai/catalog"
)

// A Config is what a hall sets for one kiosk.
type Config struct {
	Hall          map[string]string `toml:"hall"` // name of the hall by language
	Kiosk         string            `toml:"kiosk"`
	Sources       []string          `toml:"sources"` // addresses, folders or zip files of one tree, the nearest first
	Root          string            `toml:"root"`    // file of the root that is trusted first
	Hints         string            `toml:"hints"`   // address that tells of news; "" for none
	CA            string            `toml:"ca"`      // PEM file of the only authorities to trust; "" for those of the system
	Proxy         string            `toml:"proxy"`   // address, "direct", or "" as the environment says
	Hosts         []string          `toml:"hosts"`
	HTTPHosts     []string          `toml:"http_hosts"`
	PanelWidthMM  float64           `toml:"panel_width_mm"`
	LowerEdgeMM   float64           `toml:"lower_edge_mm"`
	GeneralWindow string            `toml:"general_window"`
	Telephone     string            `toml:"telephone"`
	Help          string            `toml:"help"` // https address that is told that somebody wants help; "" names the general window
	Keypad        string            `toml:"keypad"`
	Printer       string            `toml:"printer"` // see kiosk/printer; "" for none
	Voice         string            `toml:"voice"`
	Hub           string            `toml:"hub"`
	HubHall       string            `toml:"hub_hall"`  // the hub's name of the hall: see CheckHall
	HubToken      string            `toml:"hub_token"` // lets this kiosk in for the first time

	MissedSearches bool `toml:"missed_searches"` // keep the words that several visitors looked for in vain
}

// Defaults returns the configuration of a kiosk that nobody has set up: the
// example hall.
func Defaults() Config {
	return Config{
		Hall:  map[string]string{"zh": "同江市政务服务大厅", "en": "Tongjiang Service Hall", "ru": "Центр услуг г. Тунцзян"},
		Kiosk: "A01", PanelWidthMM: 398, LowerEdgeMM: 700, GeneralWindow: "counter/general", Telephone: "12345", HubHall: "hall",
	}
}

// ParseConfig reads TOML over the defaults. from names the file in errors.
// An unknown key or a wrong type is an error that names it.
func ParseConfig(data []byte, from string) (Config, error) {
	c := Defaults()
	meta, err := toml.Decode(string(data), &c)
	if err != nil {
		return Config{}, fmt.Errorf("read %s: %w", from, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return Config{}, fmt.Errorf("read %s: unknown key %q (hint: see the keys in README.md)", from, unknown[0].String())
	}
	if c.PanelWidthMM <= 0 {
		return Config{}, fmt.Errorf("read %s: panel_width_mm must be above 0", from)
	}
	if _, err := ParseKeypad(c.Keypad); err != nil {
		return Config{}, fmt.Errorf("read %s: %w", from, err)
	}
	if err := CheckHall(c.HubHall); err != nil {
		return Config{}, fmt.Errorf("read %s: hub_hall: %w", from, err)
	}
	if u, err := url.Parse(c.Help); c.Help != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Hostname() != "localhost") {
		return Config{}, fmt.Errorf("read %s: help: %q is no https address (hint: it is told by POST which kiosk calls; leave it out to name the general window)", from, c.Help)
	}
	return c, nil
}

// HallName returns the name of the hall by language.
func (c Config) HallName() catalog.Text {
	t := catalog.Text{}
	for lang, name := range c.Hall {
		t[catalog.Lang(lang)] = name
	}
	return t
}
