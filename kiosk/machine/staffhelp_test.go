package machine_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/machine"
	"mingbai/kiosk/staff"
)

// The PINs of the people of every kiosk in these tests.
const (
	pinLi    = "482917" // RS-017, staff
	pinWang  = "730264" // RS-020, reviewer
	pinZhao  = "915038" // ADM-1, administrator
	pinWrong = "604729"
)

// people is a desk.db with them: their PINs are hashed once.
var people = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "people")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path, ctx := filepath.Join(dir, "desk.db"), context.Background()
	d, err := desk.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	b, err := staff.New(d, staff.Options{})
	if err != nil {
		return nil, err
	}
	err = errors.Join(b.Add(ctx, nil, staff.Person{Badge: "RS-017", Name: "李敏", Role: staff.Writer}, pinLi),
		b.Add(ctx, nil, staff.Person{Badge: "RS-020", Name: "王晓东", Role: staff.Reviewer}, pinWang),
		b.Add(ctx, nil, staff.Person{Badge: "ADM-1", Name: "赵颖", Role: staff.Administrator}, pinZhao), d.Close())
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// staffed gives the kiosk people.
func (h *hall) staffed() *hall {
	h.t.Helper()
	ok(0, os.WriteFile(filepath.Join(h.dir, "desk.db"), ok(people())(h.t), 0o640))(h.t)
	return h
}

// newScreen is a kiosk with people and unsigned content.
func newScreen(t testing.TB, records ...*catalog.Record) *hall {
	h := &hall{t: t, dir: t.TempDir(), at: morning}
	h.setup = machine.Setup{Config: kiosk.Defaults(), Dir: h.dir, Content: content(records...), Now: func() time.Time { return h.at }, App: "test", Alone: true}
	h.setup.Config.Sources, h.setup.Config.Proxy = nil, "direct"
	return h.staffed()
}

// await returns the error that a call tells its done.
func await(call func(done func(error))) error {
	told := make(chan error, 1)
	call(func(err error) { told <- err })
	return <-told
}

func enter(t testing.TB, m *machine.Machine, badge, pin string) {
	t.Helper()
	if err := await(func(done func(error)) { m.Enter(badge, pin, done) }); err != nil {
		t.Fatalf("enter: %v", err)
	}
}

func exchange(t testing.TB, m *machine.Machine) {
	t.Helper()
	if err := await(m.SyncNow); err != nil {
		t.Fatalf("sync: %v", err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func parsed(t testing.TB, line string) *catalog.Record {
	t.Helper()
	return ok(catalog.ReadRecord([]byte(line)))(t)
}

// heat is an office with hours and a telephone number.
func heat(t testing.TB, hours, telephone string) *catalog.Record {
	t.Helper()
	return parsed(t, `{"id":"office/heat","title":{"zh":"供热公司"},"checked":{"on":"2026-11-18"},"body":{"sort":{"code":"heat"},"hours":{"zh":"`+hours+`"},"telephone":"`+telephone+`"}}`)
}

// words is the value of a field of one part that is a text.
func words(path, zh string) []kiosk.Value {
	return []kiosk.Value{{Path: path, Text: catalog.Text{catalog.ZH: zh}}}
}

func line(path, s string) []kiosk.Value { return []kiosk.Value{{Path: path, Line: s}} }

// hours are what the screen says of the heating company.
func hours(t testing.TB, m *machine.Machine) string {
	t.Helper()
	return ok(m.Record("office/heat"))(t).Body.(*catalog.Office).Hours[catalog.ZH]
}

// papers returns "sort record#field state" of those a query chooses.
func papers(t testing.TB, m *machine.Machine, q kiosk.PaperQuery) []string {
	t.Helper()
	var all []string
	for _, p := range ok(m.Papers(q))(t) {
		s := string(p.Sort) + " " + string(p.Record)
		if p.Field != "" {
			s += "#" + p.Field
		}
		all = append(all, s+" "+string(p.State))
	}
	return all
}

func wantPapers(t testing.TB, m *machine.Machine, q kiosk.PaperQuery, want ...string) {
	t.Helper()
	if got := papers(t, m, q); !slices.Equal(got, want) {
		t.Errorf("papers %q, want %q", got, want)
	}
}

func found(t testing.TB, m *machine.Machine, typed string) string {
	t.Helper()
	var ids []string
	for _, h := range ok(m.Find(catalog.Search{Words: typed}))(t).Hits {
		ids = append(ids, string(h.ID))
	}
	return strings.Join(ids, " ")
}

func listed(t testing.TB, m *machine.Machine, q catalog.Query) string {
	t.Helper()
	var ids []string
	for _, h := range ok(m.Browse(q))(t) {
		ids = append(ids, string(h.ID))
	}
	return strings.Join(ids, " ")
}

// A hubHere is a hub that serves on a real port.
type hubHere struct {
	url, token string
	store      hub.Store
}

func newHub(t testing.TB) hubHere {
	t.Helper()
	store := ok(hub.OpenStore(t.Context(), filepath.Join(t.TempDir(), "hub.db")))(t)
	token, lines, err := hub.NewToken("hall")
	must(t, err)
	halls := ok(hub.ParseHalls([]byte(lines), "halls.toml"))(t)
	l := ok(net.Listen("tcp", "127.0.0.1:0"))(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- hub.New(store, halls, hub.Options{}).Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-done, store.Close()); err != nil {
			t.Error(err)
		}
	})
	return hubHere{"http://" + l.Addr().String(), token, store}
}

// at connects a kiosk to the hub.
func (h hubHere) at(s *hall) *hall {
	s.setup.Config.Hub, s.setup.Config.HubToken = h.url, h.token
	return s
}

// logs catches what is logged, at every level.
func logs(t testing.TB) *bytes.Buffer {
	var b bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(was) })
	return &b
}
