package machine_test

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// A publisher has everybody's keys, a tree on this disk, and a clock.
type publisher struct {
	t                                              testing.TB
	dir                                            string // the published tree
	bureau, auditor, editor, reviewer, online, new *trust.Key
	at                                             time.Time
	state                                          trust.State
	ledger                                         edition.Ledger
	targets                                        []trust.Target
	v                                              int64
	garble                                         func(edition.File) edition.File // a publisher's mistake
}

func ok[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newPublisher(t testing.TB) *publisher {
	p := &publisher{t: t, dir: t.TempDir(), at: morning}
	for name, k := range map[string]**trust.Key{"bureau": &p.bureau, "auditor": &p.auditor, "editor": &p.editor, "reviewer": &p.reviewer, "online": &p.online, "new": &p.new} {
		*k = ok(trust.NewKey(name))(t)
	}
	root := ok(trust.NewRoot(p.roster(p.online), p.issue()))(t)
	root = p.signRoot(root, nil)
	p.state = ok(trust.Adopt(nil, root))(t)
	p.write("1.root.json", root)
	return p
}

func (p *publisher) roster(online *trust.Key) trust.Roster {
	one := func(k *trust.Key) trust.Quorum { return trust.Quorum{Keys: []trust.Public{k.Public()}, Threshold: 1} }
	return trust.Roster{Root: trust.Quorum{Keys: []trust.Public{p.bureau.Public(), p.auditor.Public()}, Threshold: 2},
		Editors: one(p.editor), Reviewers: one(p.reviewer), Online: one(online)}
}

func (p *publisher) signRoot(root, old []byte) []byte {
	for _, k := range []*trust.Key{p.bureau, p.auditor} {
		root = ok(trust.SignRoot(root, old, k))(p.t)
	}
	return root
}

func (p *publisher) issue() trust.Issue { return trust.Issue{At: p.at} }

func (p *publisher) write(name string, body []byte) {
	p.t.Helper()
	path := filepath.Join(p.dir, filepath.FromSlash(name))
	ok(0, os.MkdirAll(filepath.Dir(path), 0o755))(p.t)
	ok(0, os.WriteFile(path, body, 0o644))(p.t)
}

// publish publishes the next edition, which has these records.
func (p *publisher) publish(records ...*catalog.Record) {
	p.t.Helper()
	p.v++
	next, release, err := p.ledger.Next(p.v, ok(edition.NewSet(linesOf(records...)))(p.t), catalog.DateOf(p.at))
	if err != nil {
		p.t.Fatal(err)
	}
	p.ledger = next
	p.targets = slices.DeleteFunc(p.targets, func(t trust.Target) bool { return t.Path != release.Keep })
	for _, f := range release.Files {
		if p.garble != nil {
			f = p.garble(f)
		}
		target := trust.NewTarget(f.Path, f.Body, f.Custom())
		p.targets = append(p.targets, target)
		p.write(target.File(), f.Body)
	}
	p.sign()
}

// sign lets editor, reviewer and the online key sign what there is.
func (p *publisher) sign() {
	p.t.Helper()
	s := ok(trust.Propose(p.state, p.targets, p.issue()))(p.t)
	s = ok(trust.Sign(s, p.editor))(p.t)
	s = ok(trust.Clear(p.state, s, p.reviewer, p.issue()))(p.t)
	p.seal(s)
}

func (p *publisher) seal(next trust.State) {
	p.t.Helper()
	p.state = ok(trust.Seal(p.state, next, p.online, p.issue()))(p.t)
	for _, f := range ok(p.state.Files())(p.t) {
		p.write(f.Name, f.Body)
	}
}

// withdraw takes records down, given sorted.
func (p *publisher) withdraw(ids ...catalog.ID) {
	p.t.Helper()
	list := []trust.Withdrawal{}
	for _, id := range ids {
		list = append(list, trust.Withdrawal{ID: id, On: catalog.DateOf(p.at)})
	}
	body := ok(trust.WriteWithdrawn(list))(p.t)
	next, target, err := trust.TakeDown(p.state, body, p.reviewer, p.issue())
	if err != nil {
		p.t.Fatal(err)
	}
	p.write(target.File(), body)
	p.seal(next)
}

// rotate gives the online key to somebody else.
func (p *publisher) rotate() {
	p.t.Helper()
	root := ok(trust.NextRoot(p.state[trust.Root], p.roster(p.new), p.issue()))(p.t)
	root = p.signRoot(root, p.state[trust.Root])
	p.state = ok(trust.Adopt(p.state, root))(p.t)
	p.online = p.new
	p.write("2.root.json", root)
	p.sign()
}

// copy returns another folder with what is published now.
func (p *publisher) copy() string {
	dir := p.t.TempDir()
	ok(0, os.CopyFS(dir, os.DirFS(p.dir)))(p.t)
	return dir
}

// zipOf packs a tree onto a stick.
func zipOf(t testing.TB, dir string, more ...string) string {
	path := filepath.Join(t.TempDir(), "usb.zip")
	f := ok(os.Create(path))(t)
	z := zip.NewWriter(f)
	ok(0, z.AddFS(os.DirFS(dir)))(t)
	for _, name := range more {
		ok(ok(z.Create(name))(t).Write([]byte("x")))(t)
	}
	ok(0, z.Close())(t)
	ok(0, f.Close())(t)
	return path
}

// A site serves a tree, with what it may do wrong.
type site struct {
	*httptest.Server
	dir     string
	missing int       // the status of what is not there, 404 when 0
	portal  bool      // a page for everything
	date    time.Time // what its clock says
	mu      sync.Mutex
	asked   map[string]int // how often, by name
	same    int            // how often nothing had changed
}

func serve(t testing.TB, dir string) *site {
	s := &site{dir: dir, date: morning.Add(time.Hour), asked: map[string]int{}}
	s.Server = httptest.NewTLSServer(s)
	t.Cleanup(s.Server.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[strings.TrimPrefix(r.URL.Path, "/")]++
	if !s.date.IsZero() {
		w.Header().Set("Date", s.date.UTC().Format(http.TimeFormat))
	}
	b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(r.URL.Path)))
	switch {
	case s.portal:
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<!doctype html><title>请先登录</title>")
	case err != nil && s.missing != 0:
		http.Error(w, "no", s.missing)
	case err != nil:
		http.NotFound(w, r)
	default:
		sum := sha256.Sum256(b)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
		if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
			s.same++
		}
		http.ServeContent(w, r, "x.json", time.Time{}, strings.NewReader(string(b)))
	}
}

// A hall is a kiosk that is set up for a publisher.
type hall struct {
	t     testing.TB
	dir   string
	setup machine.Setup
	at    time.Time
}

// quick lets no test wait for a server that is not there.
var quick = source.Limits{Tries: 1, Connect: 5 * time.Second}

func newHall(t testing.TB, p *publisher, sources ...string) *hall {
	h := &hall{t: t, dir: t.TempDir(), at: p.at.Add(time.Hour)}
	root := filepath.Join(h.dir, "root.json")
	ok(0, os.WriteFile(root, ok(os.ReadFile(filepath.Join(p.dir, "1.root.json")))(t), 0o640))(t)
	c := kiosk.Defaults()
	c.Sources, c.Root, c.Proxy = sources, root, "direct"
	h.setup = machine.Setup{Config: c, Dir: h.dir, Content: content(fee("seed", "示例")), Now: func() time.Time { return h.at },
		Built: morning.AddDate(0, 0, -7), App: "test", Alone: true, Limits: quick}
	return h
}

// trusts pins the authority of a site.
func (h *hall) trusts(s *site) {
	path := filepath.Join(h.t.TempDir(), "ca.pem")
	ok(0, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600))(h.t)
	h.setup.Config.CA = path
}

// open opens the kiosk; it is closed with the test, or before.
func (h *hall) open() *machine.Machine {
	h.t.Helper()
	m, err := machine.Open(h.t.Context(), h.setup)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { m.Close() })
	return m
}

// pull pulls what has to come.
func pull(t testing.TB, m *machine.Machine) machine.Pulled {
	t.Helper()
	return ok(m.Pull(t.Context(), ""))(t)
}

// shows wants these fees, as "name title", and nothing else.
func shows(t testing.TB, m *machine.Machine, want ...string) {
	t.Helper()
	heads, err := m.Browse(catalog.Query{Kind: catalog.KindFee})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, head := range heads {
		r, err := m.Record(head.ID)
		if err != nil {
			t.Errorf("%s is listed: %v", head.ID, err)
			continue
		}
		got = append(got, head.ID.Name()+" "+r.Title[catalog.ZH])
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("it shows %q, want %q", got, want)
	}
}

// codes are those of the conditions that are shown.
func codes(m *machine.Machine) string {
	var all []string
	for _, c := range m.State().Conditions {
		all = append(all, fmt.Sprintf("%s/%d", c.Code, c.Severity))
	}
	return strings.Join(all, " ")
}

func linesOf(records ...*catalog.Record) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, r := range records {
			if !yield(r.Line()) {
				return
			}
		}
	}
}
