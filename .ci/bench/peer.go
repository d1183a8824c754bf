package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The peer shows what the home screen shows, with the same pictures, words,
// icons and font; a life event leads to a guide with the same texts, and
// another page filters a list of the same titles while one types.
var (
	//go:embed home.html
	homeSource string
	//go:embed search.html
	searchSource string
)

// A web holds the addresses of the peer's pages.
type web struct{ home, search string }

// writeWeb writes the peer's pages into dir, with fonts and pictures of the
// project at root.
func writeWeb(root, dir string, c *content) (web, error) {
	w := web{filepath.Join(dir, "home.html"), filepath.Join(dir, "search.html")}
	if err := writePage(w.home, homeSource, root, c); err != nil {
		return w, err
	}
	return w, writePage(w.search, searchSource, root, c)
}

// writePage writes a page into a file, at once.
func writePage(file, source, root string, c *content) error {
	t, err := template.New("page").Funcs(template.FuncMap{"json": asJSON}).Parse(source)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := t.Execute(&b, map[string]any{"Root": root, "C": c}); err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", []byte(b.String()), 0o644); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

func asJSON(v any) (template.JS, error) {
	b, err := json.Marshal(v)
	return template.JS(b), err
}

// browser returns the command that shows a file in Chromium's kiosk mode, or
// false where Chromium is not installed.
func browser(dir string) (show func(file string) (name string, args []string), ok bool) {
	name, err := exec.LookPath("chromium")
	if err != nil {
		return nil, false
	}
	return func(file string) (string, []string) {
		return name, []string{"--kiosk", "--no-sandbox", "--no-first-run", "--disable-sync", "--disable-background-networking", "--disable-component-update",
			"--disable-quic", "--noerrdialogs", "--disable-infobars", "--test-type", "--allow-file-access-from-files", "--window-position=0,0",
			fmt.Sprintf("--window-size=%d,%d", panelWidth, panelHeight), "--user-data-dir=" + filepath.Join(dir, "chromium"), "file://" + file}
	}, true
}
