package deb_test

import (
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"mingbai/kiosk"
)

// A setting is a line "key = value" of the sample; one that is not set has a
// "#" directly before it.
var setting = regexp.MustCompile(`(?m)^(#?)([a-z_]+) = `)

func sample(t *testing.T) string {
	return read(t, filepath.Join(open(t).root, "etc/mingbai/mingbai.toml"))
}

func keys() (all []string) {
	c := reflect.TypeFor[kiosk.Config]()
	for i := range c.NumField() {
		all = append(all, c.Field(i).Tag.Get("toml"))
	}
	return all
}

func TestSampleNamesEverySetting(t *testing.T) {
	text := sample(t)
	named := map[string]bool{"hall": strings.Contains(text, "\n[hall]\n")}
	for _, found := range setting.FindAllStringSubmatch(text, -1) {
		named[found[2]] = true
	}
	for _, key := range keys() {
		if !named[key] {
			t.Errorf("mingbai.toml does not name %s", key)
		}
	}
}

// Every setting stands below words that say what it is.
func TestSampleExplainsEverySetting(t *testing.T) {
	explained := false
	for line := range strings.Lines(sample(t)) {
		switch {
		case strings.HasPrefix(line, "# "):
			explained = true
		case strings.TrimSpace(line) == "":
			explained = false
		case !explained:
			t.Errorf("nothing explains %q", line)
		}
	}
}

func TestSampleCanBeRead(t *testing.T) {
	text := sample(t)
	c, err := kiosk.ParseConfig([]byte(text), "mingbai.toml")
	if err != nil {
		t.Fatal(err)
	}
	if want := kiosk.Defaults(); c.Kiosk != want.Kiosk || c.PanelWidthMM != want.PanelWidthMM || c.Telephone != want.Telephone || len(c.Sources) != 0 || c.Hub != "" {
		t.Errorf("as it comes it sets %+v; a kiosk that nobody has set up is %+v", c, want)
	}
	for line := range strings.Lines(text) { // whatever somebody takes the "#" from can be read, too
		found := setting.FindStringSubmatch(line)
		if found == nil || found[1] == "" {
			continue
		}
		before := regexp.MustCompile(`(?m)^` + found[2] + ` = .*\n`)
		more := line[1:] + before.ReplaceAllString(text, "")
		if _, err := kiosk.ParseConfig([]byte(more), "mingbai.toml"); err != nil {
			t.Errorf("with %q: %v", strings.TrimSpace(line[1:]), err)
		}
	}
}
