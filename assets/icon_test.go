package assets_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"mingbai/assets"
)

func TestIconsAreDrawings(t *testing.T) {
	files, err := fs.Glob(os.DirFS("icon"), "*.svg")
	if err != nil || len(files) == 0 {
		t.Fatalf("no icons: %v", err)
	}
	for _, file := range files {
		svg, err := assets.Icon(strings.TrimSuffix(file, ".svg"))
		if err != nil {
			t.Fatal(err)
		}
		checkSVG(t, file, svg)
	}
}

func TestMarkIsADrawing(t *testing.T) {
	svg, err := assets.Picture("mark.svg")
	if err != nil {
		t.Fatal(err)
	}
	checkSVG(t, "mark.svg", svg)
}

func TestUnknownIconIsNotThere(t *testing.T) {
	if _, err := assets.Icon("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want fs.ErrNotExist", err)
	}
}

// checkSVG fails unless svg is well-formed, has svg as its root and draws
// something.
func checkSVG(t *testing.T, name string, svg []byte) {
	t.Helper()
	var tags []string
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if start, ok := token.(xml.StartElement); ok {
			tags = append(tags, start.Name.Local)
		}
	}
	if len(tags) < 2 || tags[0] != "svg" {
		t.Errorf("%s has %v, want a drawing in svg", name, tags)
	}
}
