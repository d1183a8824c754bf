package main

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/source"
)

// A content is what the peers show: the words of the home screen, the guides
// behind its life events, and the titles that are searched.
type content struct {
	Hall, Greeting, Hint              string
	EventsTitle, FirmsTitle, AskTitle string
	Events, Firms, Entries            []tile
	Bar                               []tile
	Guides                            []guide // one for each of Events
	Titles                            []title
	Keys                              []string // of a drawn keyboard
}

// A tile is an icon of the program with words.
type tile struct{ Icon, Name, Sub string }

// A guide has the words of one that the kiosk shows.
type guide struct {
	Title, Summary string
	Parts          []part
}

type part struct {
	Title string
	Lines []string
}

// A title is what a peer's search compares with what is typed.
type title struct{ Name, Office, Pinyin, Initials string }

// newContent takes the words and records that the program is built with.
func newContent() (*content, error) {
	b, err := assets.Text("zh")
	if err != nil {
		return nil, err
	}
	var w map[string]string
	if err := json.Unmarshal(b, &w); err != nil {
		return nil, err
	}
	all, err := source.Folder(assets.Seed())
	if err != nil {
		return nil, err
	}
	c := &content{Keys: strings.Split("QWERTYUIOPASDFGHJKLZXCVBNM", ""), Greeting: w["home.greeting"], Hint: w["search.hint"], EventsTitle: w["home.events"], FirmsTitle: w["home.enterprises"], AskTitle: w["home.find"],
		Firms: tiles(w, "sort.", "water:water_drop", "power:bolt", "heat:mode_heat", "gas:propane", "telecom:cell_tower", "hospital:local_hospital", "school:school", "property:apartment", "funeral:deceased"),
		Entries: tiles(w, "entry.", "offices:account_balance", "fees:receipt_long", "disclosure:folder_open", "notices:campaign",
			"complaints:support_agent", "survey.short:thumb_up"),
		Bar: tiles(w, "", "back:arrow_back", "home:home", "mode.elder.short:text_increase", "access.short:accessibility_new")}
	c.take(w, all)
	return c, nil
}

// tiles returns tiles from "key:icon" pairs.
func tiles(w map[string]string, prefix string, pairs ...string) []tile {
	var all []tile
	for _, p := range pairs {
		key, icon, _ := strings.Cut(p, ":")
		all = append(all, tile{icon, w[prefix+key], w[prefix+strings.TrimSuffix(key, ".short")+".sub"]})
	}
	return all
}

// take keeps what is shown of the records.
func (c *content) take(w map[string]string, all []*catalog.Record) {
	by := map[catalog.ID]*catalog.Record{}
	var topics []*catalog.Record
	for _, r := range all {
		by[r.ID] = r
		if t, ok := r.Body.(*catalog.Topic); ok && t.Sort.Code == "life" {
			topics = append(topics, r)
		}
	}
	for _, r := range all {
		c.Titles = append(c.Titles, newTitle(r.Title[catalog.ZH], zh(by[r.Office])))
	}
	c.Hall = zh(by["office/hall"])
	slices.SortFunc(topics, func(a, b *catalog.Record) int {
		return cmp.Compare(a.Body.(*catalog.Topic).Order, b.Body.(*catalog.Topic).Order)
	})
	for _, r := range topics[:min(8, len(topics))] {
		t := r.Body.(*catalog.Topic)
		c.Events = append(c.Events, tile{Icon: t.Icon, Name: zh(r)})
		for _, id := range t.Groups[0].Members {
			if g, ok := by[id].Body.(*catalog.Guide); ok {
				c.Guides = append(c.Guides, newGuide(w, zh(by[id]), g))
				break
			}
		}
	}
}

func zh(r *catalog.Record) string {
	if r == nil {
		return ""
	}
	return r.Title[catalog.ZH]
}

// newGuide has the same texts as the kiosk's page of a guide; where that has
// tabs, it has them all on one page.
func newGuide(w map[string]string, title string, g *catalog.Guide) guide {
	var conditions, materials, steps, questions []string
	for _, t := range g.Conditions {
		conditions = append(conditions, t[catalog.ZH])
	}
	for _, m := range g.Materials {
		materials = append(materials, joined(m.Name, m.Note))
	}
	for _, s := range g.Steps {
		steps = append(steps, joined(s.Name, s.Actor, s.Time, s.Detail))
	}
	for _, q := range g.Questions {
		questions = append(questions, joined(q.Ask, q.Answer))
	}
	return guide{title, g.Summary[catalog.ZH], []part{{w["tab.conditions"], conditions}, {w["tab.materials"], materials},
		{w["tab.steps"], steps}, {w["tab.questions"], questions}}}
}

func joined(all ...catalog.Text) string {
	var some []string
	for _, t := range all {
		if s := t[catalog.ZH]; s != "" {
			some = append(some, s)
		}
	}
	return strings.Join(some, " · ")
}

func newTitle(name, office string) title {
	syllables := pinyin.LazyPinyin(name, pinyin.NewArgs())
	initials := ""
	for _, s := range syllables {
		initials += s[:1]
	}
	return title{name, office, strings.Join(syllables, ""), initials}
}
