package kiosk_test

import (
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
)

func TestConfig(t *testing.T) {
	c, err := kiosk.ParseConfig([]byte(`
kiosk = "B07"
http_hosts = ["old.hall.gov.cn"]
panel_width_mm = 527.5
[hall]
zh = "示例大厅"
`), "mingbai.toml")
	if err != nil {
		t.Fatal(err)
	}
	if c.Kiosk != "B07" || c.PanelWidthMM != 527.5 || len(c.HTTPHosts) != 1 || c.HallName()[catalog.ZH] != "示例大厅" {
		t.Errorf("read %+v", c)
	}
	if c.Telephone != kiosk.Defaults().Telephone {
		t.Errorf("what the file leaves out is not the default: %q", c.Telephone)
	}
}

func TestConfigSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		`kosk = "B07"`:         `unknown key "kosk"`,
		`kiosk = 7`:            "kiosk",
		`kiosk = "B07`:         "mingbai.toml",
		`panel_width_mm = 0.0`: "panel_width_mm",
		`help = "12345"`:       "help",
		`help = "http://a.b/"`: "help",
	} {
		_, err := kiosk.ParseConfig([]byte(text), "mingbai.toml")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "mingbai.toml") {
			t.Errorf("%s: err = %v, want %q and the file in it", text, err, want)
		}
	}
}

func TestFreshness(t *testing.T) {
	today := catalog.Date{Year: 2026, Month: 11, Day: 23}
	for ago, want := range map[int]bool{0: false, 90: false, 91: true} {
		if days, stale := kiosk.GuideStale(today.Add(-ago), today); days != ago || stale != want {
			t.Errorf("checked %d days ago: %d, stale %v", ago, days, stale)
		}
	}
	if _, stale := kiosk.GuideStale(catalog.Date{}, today); !stale {
		t.Error("a record that was never checked is fresh")
	}
	for ago, want := range map[int]bool{60: false, 61: true} {
		if _, stale := kiosk.ColumnStale(today.Add(-ago), today); stale != want {
			t.Errorf("updated %d days ago: stale %v", ago, stale)
		}
	}
}
