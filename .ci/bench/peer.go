package main

import (
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// The peer shows a page with the content of the home screen: the same
// pictures, words, icons and font.
const pageSource = `<!doctype html><meta charset="utf-8"><style>
@font-face{font-family:S;src:url(file://{{.Root}}/assets/font/NotoSansSC-Regular.otf)}
@font-face{font-family:S;font-weight:700;src:url(file://{{.Root}}/assets/font/NotoSansSC-Bold.otf)}
*{box-sizing:border-box}
body{margin:0;width:1080px;height:1920px;overflow:hidden;font:30px S;background:#F5F2EB;color:#10272F;position:relative}
img{width:64px;height:64px}
header,footer{position:absolute;width:1080px;padding:20px 48px;display:flex;justify-content:space-between;align-items:center}
footer{bottom:0;height:152px;background:#fff}
main{position:absolute;top:150px;left:48px;width:984px}
h1{font-size:68px;margin:0 0 240px}h2{font-size:34px;margin:28px 0 14px}
.s{height:136px;border-radius:20px;background:#fff;display:flex;align-items:center;padding:0 30px;box-shadow:0 3px #D6CCBA}
.g{display:grid;gap:20px}.g div{background:#fff;border-radius:24px;height:150px;box-shadow:0 3px #D6CCBA;text-align:center;padding-top:14px;font-weight:700;font-size:28px}
.l{grid-template-columns:repeat(4,1fr)}.e{grid-template-columns:repeat(9,1fr);gap:4px}.e div{height:140px}.f{grid-template-columns:repeat(3,1fr)}
.h{position:absolute;left:0;top:0;width:1080px}</style>
<body><img class="h" style="height:600px" src="file://{{.Root}}/assets/picture/hero-banner.png">
<header><b>{{.Hall}}</b><b>09:41</b></header>
<main><h1>{{.Words.greeting}}</h1><div class="s">{{.Words.hint}}</div>
<h2>{{.Words.events}}</h2><div class="g l">{{range .Events}}<div><img src="file://{{$.Root}}/assets/icon/{{.Icon}}.svg"><br>{{.Name}}</div>{{end}}</div>
<h2>{{.Words.enterprises}}</h2><div class="g e">{{range .Enterprises}}<div><img src="file://{{$.Root}}/assets/icon/{{.Icon}}.svg"><br>{{.Name}}</div>{{end}}</div>
<h2>{{.Words.find}}</h2><div class="g f">{{range .Entries}}<div><img src="file://{{$.Root}}/assets/icon/{{.Icon}}.svg"><br>{{.Name}}</div>{{end}}</div></main>
<footer>{{range .Bar}}<b>{{.}}</b>{{end}}</footer>`

type tile struct{ Icon, Name string }

// writePage writes the peer's page into dir, from the words and records of
// the project at root, and returns its address.
func writePage(root, dir string) (string, error) {
	var words map[string]string
	b, err := os.ReadFile(filepath.Join(root, "assets/text/zh.json"))
	if err != nil {
		return "", err
	}
	if err := json.Unmarshal(b, &words); err != nil {
		return "", err
	}
	events, err := topics(root)
	if err != nil {
		return "", err
	}
	page := map[string]any{"Root": root, "Hall": "同江市政务服务大厅", "Events": events,
		"Words":       map[string]string{"greeting": words["home.greeting"], "hint": words["search.hint"], "events": words["home.events"], "enterprises": words["home.enterprises"], "find": words["home.find"]},
		"Enterprises": named(words, "sort.", "water:water_drop", "power:bolt", "heat:mode_heat", "gas:propane", "telecom:cell_tower", "hospital:local_hospital", "school:school", "property:apartment", "funeral:deceased"),
		"Entries":     named(words, "entry.", "offices:account_balance", "fees:receipt_long", "disclosure:folder_open", "notices:campaign", "complaints:support_agent", "decisions:gavel"),
		"Bar":         []string{words["back"], words["home"], "中文 English Русский", words["mode.contrast.short"]}}
	path := filepath.Join(dir, "home.html")
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	t, err := template.New("home").Parse(pageSource)
	if err != nil {
		return "", err
	}
	return "file://" + path, t.Execute(f, page)
}

// named returns tiles from "key:icon" pairs.
func named(words map[string]string, prefix string, pairs ...string) []tile {
	var all []tile
	for _, p := range pairs {
		key, icon, _ := strings.Cut(p, ":")
		all = append(all, tile{icon, words[prefix+key]})
	}
	return all
}

// topics returns the life events of the starter catalog in their order.
func topics(root string) ([]tile, error) {
	files, err := filepath.Glob(filepath.Join(root, "assets/seed/topic/*.json"))
	if err != nil {
		return nil, err
	}
	type topic struct {
		Title struct{ ZH string }
		Body  struct {
			Icon  string
			Order int
		}
	}
	var all []topic
	for _, name := range files {
		var t topic
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, &t); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, t)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Body.Order < all[j].Body.Order })
	var tiles []tile
	for _, t := range all[:min(8, len(all))] {
		tiles = append(tiles, tile{t.Body.Icon, t.Title.ZH})
	}
	return tiles, nil
}

// browser returns the command that shows a page in Chromium's kiosk mode, or
// false where Chromium is not installed.
func browser(page, dir string) (name string, args []string, ok bool) {
	name, err := exec.LookPath("chromium")
	if err != nil {
		return "", nil, false
	}
	return name, []string{"--kiosk", "--no-sandbox", "--no-first-run", "--disable-sync", "--disable-background-networking", "--disable-component-update",
		"--disable-quic", "--noerrdialogs", "--disable-infobars", "--test-type", "--allow-file-access-from-files", "--window-position=0,0",
		fmt.Sprintf("--window-size=%d,%d", panelWidth, panelHeight), "--user-data-dir=" + filepath.Join(dir, "chromium"), page}, true
}
