package hub_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"

	"mingbai/kiosk/hub"
)

// server is the PostgreSQL that the tests share: the one of the system's
// packages, in a folder of its own, on a socket that only this machine has.
var server postgres

type postgres struct {
	once    sync.Once
	dir     string
	why     error // why there is none
	stdin   io.Closer
	cmd     *exec.Cmd
	schemas int
	mu      sync.Mutex
}

// serve starts a server and stops it when its input ends, also when the test
// was killed.
const serve = `pg_ctl -D "$1/data" -w -s -l "$1/log" -o "-k $1 -c listen_addresses=" start >/dev/null && echo ready
read nothing
pg_ctl -D "$1/data" -m fast -s stop`

// newPostgres returns the DSN of an empty schema.
func newPostgres(t testing.TB) string {
	t.Helper()
	if server.once.Do(func() { server.why = server.start() }); server.why != nil {
		t.Skipf("no PostgreSQL to test with (apt-get install postgresql): %v", server.why)
	}
	server.mu.Lock()
	server.schemas++
	schema := fmt.Sprintf("t%d", server.schemas)
	server.mu.Unlock()
	d, err := sql.Open("pgx", server.dsn("public"))
	must(t, err)
	defer d.Close()
	_, err = d.Exec(`CREATE SCHEMA ` + schema)
	must(t, err)
	return server.dsn(schema)
}

func (p *postgres) dsn(schema string) string {
	return fmt.Sprintf("postgres://hub@/postgres?host=%s&search_path=%s", p.dir, schema)
}

func (p *postgres) start() error {
	bin, err := postgresBin()
	if err != nil {
		return err
	}
	if p.dir, err = os.MkdirTemp("", "mingbai-pg-"); err != nil {
		return err
	}
	as, err := postgresAccount(p.dir)
	if err != nil {
		return err
	}
	initdb := p.command(bin, as, "initdb", "-D", filepath.Join(p.dir, "data"), "-U", "hub", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	p.cmd = p.command(bin, as, "sh", "-c", serve, "sh", p.dir)
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := p.cmd.Start(); err != nil {
		return err
	}
	if said, _ := bufio.NewReader(out).ReadString('\n'); said != "ready\n" {
		log, _ := os.ReadFile(filepath.Join(p.dir, "log"))
		return fmt.Errorf("it does not start: %s", log)
	}
	return nil
}

func (p *postgres) command(bin string, as *syscall.Credential, name string, args ...string) *exec.Cmd {
	if path := filepath.Join(bin, name); name == "initdb" {
		name = path
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = p.dir
	cmd.Env = []string{"PATH=" + bin + ":/usr/bin:/bin", "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	return cmd
}

// stop ends the server and removes what it had.
func (p *postgres) stop() {
	if p.stdin != nil {
		p.stdin.Close()
		p.cmd.Wait()
	}
	if p.dir != "" {
		os.RemoveAll(p.dir)
	}
}

// postgresBin finds the newest server of the system's packages.
func postgresBin() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		if path, err := exec.LookPath("initdb"); err == nil {
			found = []string{path}
		}
	}
	if len(found) == 0 {
		return "", fmt.Errorf("initdb is not found")
	}
	slices.Sort(found)
	return filepath.Dir(found[len(found)-1]), nil
}

// postgresAccount gives the folder to the account postgres where the test
// runs as root, which the server refuses.
func postgresAccount(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(who.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(who.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
}

// stores are the ways to keep what a hub knows. Each opens an empty place,
// and returns how to open it again.
var stores = map[string]func(t testing.TB) func() hub.Store{
	"SQLite": func(t testing.TB) func() hub.Store {
		path := filepath.Join(t.TempDir(), "hub.db")
		return opener(t, path)
	},
	"PostgreSQL": func(t testing.TB) func() hub.Store { return opener(t, newPostgres(t)) },
}

func opener(t testing.TB, where string) func() hub.Store {
	return func() hub.Store {
		s, err := hub.OpenStore(context.Background(), where)
		must(t, err)
		t.Cleanup(func() { s.Close() })
		return s
	}
}

// onEachStore runs a test on every kind of store.
func onEachStore(t *testing.T, test func(t *testing.T, open func() hub.Store)) {
	for name, place := range stores {
		t.Run(name, func(t *testing.T) { test(t, place(t)) })
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
