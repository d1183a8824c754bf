package hub_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/kiosk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/outbox"
)

// run runs a verb and returns its code and words.
func run(t testing.TB, ctx context.Context, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = hub.Main(ctx, args, &o, &e)
	return code, o.String(), e.String()
}

func TestVerbsAreUsedRightly(t *testing.T) {
	dir := t.TempDir()
	for words, want := range map[string]int{
		"": hub.Usage, "-h": hub.Done, "dance": hub.Usage,
		"receive": hub.Usage, "receive -store x": hub.Usage, "receive -h": hub.Done, "receive -nonsense": hub.Usage,
		"receive -store x -halls y -cert z": hub.Usage, "receive -store x -halls y z": hub.Usage,
		"receive -store " + dir + "/h.db -halls " + dir + "/none.toml": hub.Fail,
		"receive -token ../x": hub.Fail, "receive -token tongjiang": hub.Done,
		"fleet": hub.Usage, "fleet list": hub.Usage, "fleet -h": hub.Done, "fleet dance -store x": hub.Usage, "fleet list more -store x": hub.Usage,
		"fleet list -store " + dir + "/none.db": hub.Fail, "fleet skew -digest xyz -store " + dir + "/none.db": hub.Fail,
		"fleet list -store postgres://nobody@127.0.0.1:1/x?connect_timeout=1": hub.Fail,
	} {
		t.Run(words, func(t *testing.T) {
			code, out, errs := run(t, t.Context(), strings.Fields(words)...)
			if code != want {
				t.Errorf("code %d, want %d: %s%s", code, want, out, errs)
			}
			if want == hub.Usage && strings.Contains(errs, "usage:") && !strings.Contains(errs, "example: ") {
				t.Errorf("the usage has no example: %s", errs)
			}
			if want != hub.Done && errs == "" {
				t.Error("nothing is said")
			}
		})
	}
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("files = %v: looking made a file", files)
	}
}

// TestAdministratorsDay makes a token, starts the hub, lets a kiosk deliver,
// imports a stick, looks at the fleet and forgets a kiosk, by verbs alone.
func TestAdministratorsDay(t *testing.T) {
	for name, place := range map[string]func() string{
		"SQLite":     func() string { return filepath.Join(t.TempDir(), "hub.db") },
		"PostgreSQL": func() string { return newPostgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			store := place()
			halls := filepath.Join(t.TempDir(), "halls.toml")
			code, lines, said := run(t, t.Context(), "receive", "-token", "tongjiang")
			if code != hub.Done {
				t.Fatal(said)
			}
			token := strings.TrimSpace(said[strings.LastIndex(said, " ")+1:])
			if strings.Contains(lines, token) {
				t.Error("the token itself is in the file")
			}
			must(t, os.WriteFile(halls, []byte(lines), 0o600))

			ctx, stop := context.WithCancel(t.Context())
			r, w, err := os.Pipe()
			must(t, err)
			ended := make(chan int, 1)
			go func() {
				ended <- hub.Receive(ctx, []string{"-store", store, "-halls", halls, "-listen", "127.0.0.1:0"}, w, w)
			}()
			line := make([]byte, 500)
			n, err := r.Read(line)
			must(t, err)
			words := strings.Fields(string(line[:n]))
			s := newScreen(t, t.TempDir(), "tongjiang", outbox.Hub{URL: "http://" + words[2] + "/v1/outbox", Token: token, Post: post})
			must(t, s.Beat(t.Context(), kiosk.Heartbeat{Edition: 124}))
			s.deliver(t)
			stop()
			if code := <-ended; code != hub.Done {
				t.Errorf("receive ended with %d", code)
			}

			must(t, s.Put(t.Context(), kiosk.Slip{Sort: kiosk.SlipWrong, About: "guide/x"}))
			stick := filepath.Join(t.TempDir(), "stick.jsonl")
			_, err = s.Export(t.Context(), stick)
			must(t, err)
			for _, c := range []struct{ words, want string }{
				{"receive -import " + stick + " -halls " + halls, "1 items are kept"},
				{"receive -json -import " + stick + " -halls " + halls, `"kept":1`},
				{"fleet list", "edition 124"},
				{"fleet list -json", `"edition":124`},
				{"fleet slips", `"about":"guide/x"`},
				{"fleet forget " + s.who.ID(), "forgotten"},
			} {
				code, out, errs := run(t, t.Context(), append(strings.Fields(c.words), "-store", store)...)
				if code != hub.Done || !strings.Contains(out, c.want) {
					t.Errorf("%s: code %d, %q, %s; want %q", c.words, code, out, errs, c.want)
				}
			}
			if code, _, errs := run(t, t.Context(), "fleet", "forget", s.who.ID(), "-store", store); code != hub.Fail || !strings.Contains(errs, "no such kiosk") {
				t.Errorf("forgetting again: code %d, %s", code, errs)
			}
		})
	}
}

func TestHallsSayWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "no hall",
		"[tongjiang]\ntokn = \"x\"":              "tokn",
		"[tongjiang]\ntoken = \"geheim\"":        "sha256:",
		"[tongjiang]\nkiosks = -1":               "kiosks",
		"[\"../etc\"]\nkiosks = 1":               "../etc",
		"[tongjiang]\nkiosks = \"many\"":         "kiosks",
		"[tongjiang":                             "halls.toml",
		"[tongjiang]\ntoken = \"sha256:\"\nx=[1": "halls.toml",
	} {
		_, err := hub.ParseHalls([]byte(text), "halls.toml")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "halls.toml") {
			t.Errorf("%q: err = %v, want %q and the file in it", text, err, want)
		}
	}
}
