//go:build linux

package source_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingbai/catalog/source"
)

const nchan = "/usr/lib/nginx/modules/ngx_nchan_module.so"

// A farm is a publisher's server as assets/nginx sets it up, on this machine.
type farm struct {
	dir    string // what the server sees as /
	web    *net.TCPListener
	push   *net.TCPListener // where nchan serves kiosks
	hints  *net.TCPListener // where nchan takes hints
	hub    *httptest.Server
	client *source.Client
}

func (f *farm) url(path string) string { return "https://" + f.web.Addr().String() + path }

// needs skips the test where a program or its part is not installed.
func needs(t *testing.T, what, hint string) string {
	t.Helper()
	path, err := exec.LookPath(what)
	if err != nil {
		t.Skipf("%s is not here: apt-get install %s", what, hint)
	}
	return path
}

func newFarm(t *testing.T, hub http.HandlerFunc) *farm {
	t.Helper()
	nginx := needs(t, "/usr/sbin/nginx", "nginx-light")
	f := &farm{dir: t.TempDir(), web: loopback(t), push: loopback(t), hints: loopback(t), hub: httptest.NewServer(hub)}
	t.Cleanup(f.hub.Close)
	f.client = client(t, source.Options{CA: f.certificate(t), Proxy: "direct", Trouble: func(err error) { t.Log(err) }})
	if err := os.CopyFS(filepath.Join(f.dir, "pub/230881"), files(published)); err != nil {
		t.Fatal(err)
	}
	site := f.site(t, "publish.conf", map[string]string{
		"listen 443 ssl": "listen " + f.web.Addr().String() + " ssl", "/etc/ssl/mingbai": f.dir, "root /srv/mingbai;": "root " + f.dir + ";",
		"/var/log/nginx/": f.dir + "/", "127.0.0.1:8091": f.push.Addr().String(), "127.0.0.1:8090": f.hub.Listener.Addr().String(),
	})
	conf := "pid web.pid; events {} http { client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;\n" + site + "}"
	f.run(t, nginx, conf, f.web)
	return f
}

// spread runs the second server, which spreads hints.
func (f *farm) spread(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(nchan); err != nil {
		t.Skip("nchan is not here: apt-get install libnginx-mod-nchan")
	}
	conf := f.site(t, "nchan.conf", map[string]string{
		"/run/mingbai-nchan.pid": f.dir + "/nchan.pid", "/var/log/nginx/": f.dir + "/", "127.0.0.1:8091": f.push.Addr().String(),
		"127.0.0.1:8092": f.hints.Addr().String(), "worker_rlimit_nofile 60000": "worker_rlimit_nofile 200", "worker_connections 50000": "worker_connections 50",
		"http {\n": "http { client_body_temp_path b2; proxy_temp_path p2; fastcgi_temp_path f2; uwsgi_temp_path u2; scgi_temp_path s2;\n",
	})
	f.run(t, "/usr/sbin/nginx", conf, f.push, f.hints)
}

// site reads a configuration and puts this machine's places into it. A place
// that is not in the file fails the test: it would test nothing.
func (f *farm) site(t *testing.T, name string, here map[string]string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../assets/nginx", name))
	if err != nil {
		t.Fatal(err)
	}
	conf := string(b)
	for old, now := range here {
		if !strings.Contains(conf, old) {
			t.Errorf("%s has no %q", name, old)
		}
		conf = strings.ReplaceAll(conf, old, now)
	}
	return conf
}

// run starts a server on sockets that listen already, so nobody has to wait
// for it, and stops it with the test.
func (f *farm) run(t *testing.T, nginx, conf string, on ...*net.TCPListener) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "nginx.conf")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	g := "daemon off;"
	if os.Getuid() == 0 {
		g += "user root;" // nobody else can look into the test's folder
	}
	cmd := exec.Command(nginx, "-p", f.dir, "-c", file, "-g", g)
	cmd.Env = []string{"NGINX="}
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM} // nothing stays when the test is killed
	for i, l := range on {
		s, err := l.File()
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close() // the server has its own by then
		cmd.ExtraFiles = append(cmd.ExtraFiles, s)
		cmd.Env[0] += string(rune('3'+i)) + ";"
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, s := range cmd.ExtraFiles {
		if err := syscall.SetNonblock(int(s.Fd()), true); err != nil { // nginx expects it so
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
		if t.Failed() {
			t.Logf("nginx: %s", said.String())
		}
	})
}

func loopback(t *testing.T) *net.TCPListener {
	t.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// certificate makes one for the server and returns what to pin.
func (f *farm) certificate(t *testing.T) []byte {
	t.Helper()
	c, pinned := authority(t, time.Now())
	key, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	pair := map[string][]byte{"pub.pem": pinned, "pub.key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})}
	for name, b := range pair {
		if err := os.WriteFile(filepath.Join(f.dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return pinned
}

// TestKioskPullsFromNginx is the whole way of a tree: asked for, not changed,
// broken off and continued, missing, hidden.
func TestKioskPullsFromNginx(t *testing.T) {
	f := newFarm(t, http.NotFound)
	tree := at(t, f.client, f.url("/pub/230881"))
	first, err := tree.Poll(t.Context(), "timestamp.json", 1<<10, "")
	if err != nil || !bytes.Equal(first.Body, published["timestamp.json"]) || first.Tag == "" || first.Date.IsZero() {
		t.Fatalf("%+v, %v", first, err)
	}
	if again, err := tree.Poll(t.Context(), "timestamp.json", 1<<10, first.Tag); err != nil || !again.Unchanged {
		t.Errorf("%+v, %v", again, err)
	}
	_, err = tree.Fetch(t.Context(), "2.root.json", 1<<10)
	wants(t, err, source.ErrAbsent)

	path := filepath.Join(t.TempDir(), "spool")
	if err := os.WriteFile(path+".part", published[target][:200_000], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := tree.Download(t.Context(), target, want(published[target]), path); err != nil {
		t.Fatal(err)
	}
	holds(t, path, published[target])
	f.read(t, "mingbai.log", "base-112.zst\" 206 ", 1) // only the rest was asked for
}

// read returns a log of the server once it holds n lines with a word. A line
// is written after the answer is gone, so something else is asked meanwhile.
func (f *farm) read(t *testing.T, name, word string, n int) string {
	t.Helper()
	var b []byte
	for range 200 {
		_, err := at(t, f.client, f.url("/pub/230881")).Fetch(t.Context(), "none", 1)
		wants(t, err, source.ErrAbsent)
		if b, err = os.ReadFile(filepath.Join(f.dir, name)); err == nil && strings.Count(string(b), word) >= n {
			return string(b)
		}
	}
	t.Errorf("%s has not %d times %q:\n%s", name, n, word, b)
	return string(b)
}

// TestNginxTellsCachesTheRules looks at the headers themselves.
func TestNginxTellsCachesTheRules(t *testing.T) {
	f := newFarm(t, http.NotFound)
	if err := os.WriteFile(filepath.Join(f.dir, "pub/230881/.new"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, method string
		status       int
		cache        string
	}{
		{"/pub/230881/timestamp.json", "GET", 200, "no-cache"},
		{"/pub/230881/124.snapshot.json", "GET", 200, "public, max-age=31536000, immutable"},
		{"/pub/230881/" + target, "HEAD", 200, "public, max-age=31536000, immutable"},
		{"/pub/230881/2.root.json", "GET", 404, "no-store"},
		{"/pub/230881/.new", "GET", 404, "no-store"},
		{"/pub/230881/", "GET", 403, "no-store"},
		{"/pub/230881/timestamp.json", "PUT", 405, "no-store"},
		{"/pub.key", "GET", 404, ""},
		{"/pub/../pub.key", "GET", 404, ""},
	} {
		r, err := http.NewRequest(c.method, f.url(c.path), nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := f.client.Bare(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := resp.Header.Get("Cache-Control"); resp.StatusCode != c.status || got != c.cache {
			t.Errorf("%s %s: %d %q, want %d %q", c.method, c.path, resp.StatusCode, got, c.status, c.cache)
		}
	}
}

// TestHubBehindNginxLearnsNoAddress, and neither do the logs, also when the
// hub is down.
func TestHubBehindNginxLearnsNoAddress(t *testing.T) {
	var heads []http.Header
	f := newFarm(t, func(out http.ResponseWriter, r *http.Request) {
		heads = append(heads, r.Header)
		io.WriteString(out, "{}")
	})
	if b, err := f.client.Post(t.Context(), f.url("/v1/beat"), []byte(`{"id":1}`)); err != nil || string(b) != "{}" {
		t.Fatalf("%q, %v", b, err)
	}
	for name := range heads[0] {
		if name == "X-Forwarded-For" || name == "X-Real-Ip" || name == "Forwarded" {
			t.Errorf("the hub was told %s: %s", name, heads[0].Get(name))
		}
	}
	f.hub.Close()
	_, err := f.client.Post(t.Context(), f.url("/v1/beat"), []byte(`{"id":2}`))
	wants(t, err, source.ErrUnreachable)
	log := f.read(t, "mingbai-hub.log", `"POST /v1/beat"`, 2)
	errs, err := os.ReadFile(filepath.Join(f.dir, "mingbai-hub-error.log"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(log+string(errs), "127.0.0.1") {
		t.Errorf("kept:\n%s%s", log, errs)
	}
	f.read(t, "mingbai.log", "127.0.0.1", 1) // that of the tree does name it: the test would find one
}

// TestHintTravelsThroughNchan: posted on the publisher's machine, heard by a
// kiosk through the server of the tree.
func TestHintTravelsThroughNchan(t *testing.T) {
	f := newFarm(t, http.NotFound)
	f.spread(t)
	announce := func(body string) {
		if _, err := f.client.Post(t.Context(), "http://"+f.hints.Addr().String()+"/hint?ch=230881", []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	announce(`{"v":124}`)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var heard []string
	err := f.client.Hints(ctx, f.url("/push?ch=230881"), func(h source.Hint) {
		if heard = append(heard, string(h.Data)); len(heard) == 2 {
			cancel()
			return
		}
		announce(`{"v":125}`)
	})
	wants(t, err, context.Canceled)
	if strings.Join(heard, " ") != `{"v":124} {"v":125}` {
		t.Errorf("heard %q", heard)
	}
}
