package theme

import (
	"bytes"
	"fmt"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"

	"mingbai/assets"
)

type iconKey struct {
	name  string
	color color.NRGBA
}

var icons = struct {
	sync.Mutex
	made map[iconKey]fyne.Resource
}{made: map[iconKey]fyne.Resource{}}

// Icon returns the icon called name in one colour. An unknown name gives the
// empty icon, which a test of the icon names keeps from happening.
func Icon(name string, c color.NRGBA) fyne.Resource {
	icons.Lock()
	defer icons.Unlock()
	key := iconKey{name, c}
	if r := icons.made[key]; r != nil {
		return r
	}
	svg, err := assets.Icon(name)
	if err != nil {
		svg = []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>`)
	}
	fill := fmt.Sprintf(`<svg fill="#%02X%02X%02X" `, c.R, c.G, c.B)
	r := fyne.NewStaticResource(fmt.Sprintf("%s-%02x%02x%02x.svg", name, c.R, c.G, c.B), bytes.Replace(svg, []byte("<svg "), []byte(fill), 1))
	icons.made[key] = r
	return r
}
