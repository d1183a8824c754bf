package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
)

// MaxItemList is the largest item list that is read, in bytes.
const MaxItemList = 64 << 20

// ErrItemList means that an item list cannot be read; nothing of it is.
var ErrItemList = errors.New("broken item list")

type department struct {
	Name  string  `json:"department"`
	Items []group `json:"items"`
}

type group struct {
	Main string `json:"main_item"`
	Sub  []item `json:"sub_items"`
}

type item struct {
	Name string `json:"name"`
	Link string `json:"link"`
}

// ItemList reads an item list into one office a department and one guide an
// item, in the order of the list. Ids come from the item code in the link, so
// that they stay the same however often and in whatever order a list is
// imported. A fault anywhere refuses the whole list, with an error that is
// ErrItemList and names every place, at most twenty of them.
func ItemList(b []byte) ([]*catalog.Record, error) {
	list, err := parseItemList(b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrItemList, err)
	}
	if err := checkItemList(list); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrItemList, err)
	}
	codes := countCodes(list)
	var records []*catalog.Record
	seen := map[catalog.ID]bool{}
	for _, d := range list {
		office := d.office()
		if !seen[office.ID] {
			seen[office.ID] = true
			records = append(records, office)
		}
		for _, g := range d.Items {
			for _, it := range g.Sub {
				r := it.guide(d, g, codes)
				if seen[r.ID] {
					return nil, fmt.Errorf("%w: %s: %q is listed twice with the same link; remove one of them", ErrItemList, d.Name, it.Name)
				}
				seen[r.ID] = true
				records = append(records, r)
			}
		}
	}
	return records, nil
}

func parseItemList(b []byte) ([]department, error) {
	if len(b) > MaxItemList {
		return nil, fmt.Errorf("%d bytes, at most %d are read; split the list", len(b), MaxItemList)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		return nil, fmt.Errorf("%s: not UTF-8; save it as UTF-8", place(b, firstInvalid(b)))
	}
	var list []department
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, located(b, err)
	}
	if len(list) == 0 {
		return nil, errors.New("it has no departments; want [{\"department\": …, \"items\": [{\"main_item\": …, \"sub_items\": [{\"name\": …, \"link\": …}]}]}]")
	}
	return list, nil
}

// located adds the place of a fault to what the decoder says.
func located(b []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%s: %w; the file is cut off or was changed by hand", place(b, syntax.Offset), err)
	case errors.As(err, &kind):
		return fmt.Errorf("%s: %s is a %s; want a list of departments with department, items, main_item, sub_items, name and link", place(b, kind.Offset), kind.Field, kind.Value)
	}
	return err
}

// place turns an offset in bytes into a line and a column in characters,
// both from 1.
func place(b []byte, offset int64) string {
	before := b[:min(int(offset), len(b))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	return fmt.Sprintf("line %d column %d", line, max(1, column))
}

func firstInvalid(b []byte) int64 {
	at := 0
	for at < len(b) {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return int64(at)
}

// most faults of a list are listed, the others are counted.
const most = 20

// checkItemList finds every item that could not be shown.
func checkItemList(list []department) error {
	var faults []error
	add := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	for i, d := range list {
		if strings.TrimSpace(d.Name) == "" {
			add("department %d has no name; write one", i+1)
		}
		for j, g := range d.Items {
			for k, it := range g.Sub {
				at := fmt.Sprintf("%s, group %d, item %d", d.Name, j+1, k+1)
				if strings.TrimSpace(it.Name) == "" {
					add("%s has no name; write one", at)
				}
				if it.Link == "" {
					continue
				}
				if _, wrong := readAddress(it.Link); wrong != nil {
					add("%s: %s", at, wrong.en)
				}
			}
		}
	}
	if n := len(faults) - most; n > 0 {
		faults = append(faults[:most], fmt.Errorf("and %d more", n))
	}
	return errors.Join(faults...)
}

// countCodes counts how often each item code occurs.
func countCodes(list []department) map[string]int {
	codes := map[string]int{}
	for _, d := range list {
		for _, g := range d.Items {
			for _, it := range g.Sub {
				codes[it.code()]++
			}
		}
	}
	return codes
}

// code is the item code in the link, in the letters of an id, or "".
func (it item) code() string {
	u, err := url.Parse(it.Link)
	if err != nil {
		return ""
	}
	code := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, u.Query().Get("itemCode"))
	if strings.Trim(code, "-") == "" || len(code) > 80 {
		return ""
	}
	return code
}

// hash is a short name for what has no code of its own.
func hash(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:5])
}

func (d department) id() catalog.ID { return catalog.ID("office/d-" + hash(d.Name)) }

func (d department) office() *catalog.Record {
	return &catalog.Record{ID: d.id(), Title: catalog.Text{catalog.ZH: d.Name},
		Body: &catalog.Office{Sort: catalog.Code{Code: "government"}}}
}

// guide returns the record of an item. A code that occurs more than once, or
// none, is made unlike the others by a hash of what the item says.
func (it item) guide(d department, g group, codes map[string]int) *catalog.Record {
	name := it.code()
	if name == "" || codes[name] > 1 {
		short := hash(d.Name, g.Main, it.Name, it.Link)
		name = strings.TrimPrefix(name[:min(len(name), 69)]+"-"+short, "-")
	}
	guide := &catalog.Guide{Subjects: nil}
	if u, err := url.Parse(it.Link); err == nil && u.Host != "" {
		guide.ItemCode = u.Query().Get("itemCode")
		guide.Channels = []catalog.Way{{Sort: catalog.Code{Code: "online"}, Link: &catalog.Link{URL: it.Link,
			Title: catalog.Text{catalog.ZH: "网上办理", catalog.EN: "Apply online", catalog.RU: "Подать онлайн"}, Owner: catalog.Text{catalog.ZH: u.Host}}}}
	}
	if main := strings.TrimSpace(g.Main); main != "" && main != "未分类" && main != it.Name {
		guide.Aliases = []catalog.Text{{catalog.ZH: main}}
	}
	return &catalog.Record{ID: catalog.ID("guide/" + name), Title: catalog.Text{catalog.ZH: it.Name}, Office: d.id(), Body: guide}
}
