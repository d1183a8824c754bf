//go:build linux

package cli_test

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"
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

	"mingbai/catalog"
	publish "mingbai/catalog/cli"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// A farm is the two servers of assets/nginx, on this machine.
type farm struct {
	dir              string // what they see as /
	web, push, hints *net.TCPListener
}

// newFarm serves a published tree as /pub/230881, and hints. It skips the test
// where nginx or nchan is not installed.
func newFarm(t *testing.T, tree string) *farm {
	t.Helper()
	for file, name := range map[string]string{"/usr/sbin/nginx": "nginx-light", "/usr/lib/nginx/modules/ngx_nchan_module.so": "libnginx-mod-nchan"} {
		if _, err := os.Stat(file); err != nil {
			t.Skipf("%s is not here: apt-get install %s", file, name)
		}
	}
	f := &farm{t.TempDir(), port(t), port(t), port(t)}
	f.certify(t)
	if err := os.Mkdir(filepath.Join(f.dir, "pub"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(tree, filepath.Join(f.dir, "pub", "230881")); err != nil {
		t.Fatal(err)
	}
	folders := "client_body_temp_path b%; proxy_temp_path p%; fastcgi_temp_path f%; uwsgi_temp_path u%; scgi_temp_path s%;\n"
	site := f.site(t, "publish.conf", "listen 443 ssl", "listen "+f.web.Addr().String()+" ssl", "/etc/ssl/mingbai", f.dir,
		"root /srv/mingbai;", "root "+f.dir+";", "/var/log/nginx/", f.dir+"/", "127.0.0.1:8091", f.push.Addr().String())
	f.run(t, "pid web.pid; events {} http { "+strings.ReplaceAll(folders, "%", "1")+site+"}", f.web)
	f.run(t, f.site(t, "nchan.conf", "/run/mingbai-nchan.pid", f.dir+"/nchan.pid", "/var/log/nginx/", f.dir+"/",
		"127.0.0.1:8091", f.push.Addr().String(), "127.0.0.1:8092", f.hints.Addr().String(),
		"worker_rlimit_nofile 60000", "worker_rlimit_nofile 200", "worker_connections 50000", "worker_connections 50",
		"http {\n", "http { "+strings.ReplaceAll(folders, "%", "2")), f.push, f.hints)
	return f
}

func port(t *testing.T) *net.TCPListener {
	t.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// certify gives the server the certificate that httptest has for 127.0.0.1.
func (f *farm) certify(t *testing.T) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	pair := s.TLS.Certificates[0]
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]*pem.Block{"pub.pem": {Type: "CERTIFICATE", Bytes: pair.Certificate[0]}, "pub.key": {Type: "PRIVATE KEY", Bytes: key}} {
		if err := os.WriteFile(filepath.Join(f.dir, name), pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// site reads a configuration and puts this machine's places into it, old and
// new in turn. An old one that is not there would test nothing.
func (f *farm) site(t *testing.T, name string, places ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../assets/nginx", name))
	if err != nil {
		t.Fatal(err)
	}
	conf := string(b)
	for i := 0; i < len(places); i += 2 {
		if !strings.Contains(conf, places[i]) {
			t.Fatalf("%s has no %q", name, places[i])
		}
		conf = strings.ReplaceAll(conf, places[i], places[i+1])
	}
	return conf
}

// run starts a server on sockets that listen already, so that nobody has to
// wait for it, and stops it with the test.
func (f *farm) run(t *testing.T, conf string, on ...*net.TCPListener) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "nginx.conf")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	g := "daemon off;"
	if os.Getuid() == 0 {
		g += "user root;" // nobody else can look into the test's folder
	}
	cmd := exec.Command("/usr/sbin/nginx", "-p", f.dir, "-c", file, "-g", g)
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
		cmd.Wait() // it was stopped
		if t.Failed() {
			t.Logf("nginx: %s", said.String())
		}
	})
}

// announce tells all kiosks of news.
func (f *farm) announce(t *testing.T, hint string) {
	t.Helper()
	a, err := http.Post("http://"+f.hints.Addr().String()+"/hint?ch=230881", "application/json", strings.NewReader(hint))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close() // what it says is in its status
	if a.StatusCode/100 != 2 {
		t.Fatalf("announce: %s", a.Status)
	}
}

// generous is how long a step may take on a machine that is busy with
// everything else; none takes more than seconds.
const generous = 2 * time.Minute

// shown waits until a kiosk shows a record with a title. Whenever its state
// changes, it looks again.
func shown(t *testing.T, m *machine.Machine, rung <-chan struct{}, id catalog.ID, title string) {
	t.Helper()
	end := time.After(generous)
	for {
		r, err := m.Record(id)
		if err == nil && r.Title[catalog.ZH] == title {
			return
		}
		select {
		case <-rung:
		case <-end:
			t.Fatalf("after %v edition %d shows %s as %v, %v", generous, m.State().Edition, id, r, err)
		}
	}
}

// TestHintBringsTheNewEditionToTheScreen is the whole way in one piece: a
// publisher's repository, nginx before it, nchan beside it, and a running
// kiosk that would ask by itself in a quarter of an hour.
func TestHintBringsTheNewEditionToTheScreen(t *testing.T) {
	origin, err := publish.NewOrigin(t.Context(), filepath.Join(t.TempDir(), "repo"), 50)
	if err != nil {
		t.Fatal(err)
	}
	defer origin.Close()
	f := newFarm(t, origin.Public())
	c := kiosk.Defaults()
	c.Root, c.Proxy, c.CA = origin.Root(), "direct", filepath.Join(f.dir, "pub.pem")
	at := "https://" + f.web.Addr().String()
	c.Sources, c.Hints = []string{at + "/pub/230881"}, at+"/push?ch=230881"
	m, err := machine.Open(t.Context(), machine.Setup{Config: c, Dir: t.TempDir(), Now: time.Now, App: "test", Alone: true,
		Content: machine.Content{Source: "seed", Digest: "none", Read: func() ([]*catalog.Record, error) { return nil, nil }}})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	rung := make(chan struct{}, 1)
	m.OnChange(func() {
		select {
		case rung <- struct{}{}:
		default:
		}
	})
	m.Start()
	began := time.Now()
	for m.State().Edition != 1 {
		select {
		case <-rung:
		case <-time.After(generous):
			t.Fatal("the first edition does not come")
		}
	}
	for range 2 {
		id, title, err := origin.Change(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		told := time.Now()
		f.announce(t, fmt.Sprintf(`{"v":%d,"spread":0}`, origin.Edition()))
		shown(t, m, rung, id, title)
		t.Logf("%s after the hint, edition %d is shown", time.Since(told).Round(time.Millisecond), m.State().Edition)
	}
	if asks := 12 * time.Minute; time.Since(began) > asks {
		t.Errorf("it took %v: the kiosk may have asked by itself", time.Since(began))
	}
	if s := m.State(); s.Edition != 3 || !s.Signed || s.Source != "https" {
		t.Errorf("state = %+v", s)
	}
}
