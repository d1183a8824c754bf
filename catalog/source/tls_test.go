package source_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mingbai/catalog/source"
)

// authority makes a certificate for this machine that vouches for itself, good
// around the time given.
func authority(t *testing.T, at time.Time) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(at.Unix()), Subject: pkix.Name{CommonName: "hall"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: at.Add(-time.Hour), NotAfter: at.Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"pub.mingbai.example"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// secure runs a real server with TLS and counts who connects.
func secure(t *testing.T, c tls.Certificate, h http.HandlerFunc) (*httptest.Server, *atomic.Int64) {
	s := httptest.NewUnstartedServer(h)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{c}}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.EnableHTTP2 = true
	conns := new(atomic.Int64)
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			conns.Add(1)
		}
	}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, conns
}

func TestOnlyThePinnedAuthorityIsTrusted(t *testing.T) {
	ours, pinned := authority(t, time.Now())
	_, other := authority(t, time.Now())
	asked := 0
	s, conns := secure(t, ours, func(out http.ResponseWriter, r *http.Request) {
		if asked++; r.ProtoMajor != 2 {
			t.Errorf("spoken %s", r.Proto)
		}
		io.WriteString(out, metadata)
	})
	a, err := at(t, client(t, source.Options{CA: pinned}), s.URL).Poll(t.Context(), "timestamp.json", 1<<10, "")
	if err != nil || string(a.Body) != metadata {
		t.Fatalf("%q, %v", a.Body, err)
	}
	if time.Until(a.Date).Abs() > time.Minute {
		t.Errorf("the server's clock says %s", a.Date)
	}
	for name, ca := range map[string][]byte{"another": other, "the system's": nil} {
		_, err := at(t, client(t, source.Options{CA: ca}), s.URL).Fetch(t.Context(), "timestamp.json", 1<<10)
		wants(t, err, source.ErrUnreachable)
		if err == nil || !strings.Contains(err.Error(), "hint: compare the pinned authority") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if asked != 1 || conns.Load() != 3 {
		t.Errorf("asked %d times over %d connections; who a server is does not change", asked, conns.Load())
	}
}

// TestDeadClockIsHelpedOut: the battery of the kiosk is flat and the machine
// thinks it is 1970, or its clock ran ahead; the program knows better.
func TestDeadClockIsHelpedOut(t *testing.T) {
	then := time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)
	ours, pinned := authority(t, then)
	s, _ := secure(t, ours, func(out http.ResponseWriter, _ *http.Request) { io.WriteString(out, metadata) })
	_, err := at(t, client(t, source.Options{CA: pinned}), s.URL).Fetch(t.Context(), "timestamp.json", 1<<10)
	wants(t, err, source.ErrUnreachable)
	told := source.Options{CA: pinned, Now: func() time.Time { return then }}
	if _, err := at(t, client(t, told), s.URL).Fetch(t.Context(), "timestamp.json", 1<<10); err != nil {
		t.Error(err)
	}
}

func TestHugeHeadersAreNotReadOverHTTP2(t *testing.T) {
	ours, pinned := authority(t, time.Now())
	s, _ := secure(t, ours, func(out http.ResponseWriter, _ *http.Request) {
		for i := range 200 {
			out.Header().Add("X-Long", strings.Repeat(string(rune('a'+i%26)), 1000))
		}
	})
	l := source.Limits{Pause: time.Millisecond}
	_, err := at(t, client(t, source.Options{CA: pinned, Limits: l}), s.URL).Fetch(t.Context(), "timestamp.json", 1<<10)
	wants(t, err, source.ErrUnreachable)
}

// proxy passes plain requests on to nobody and answers itself.
func proxy(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		io.WriteString(out, r.URL.String())
	}))
	t.Cleanup(s.Close)
	return s
}

func TestProxyIsUsedWhereGiven(t *testing.T) {
	c := client(t, source.Options{Proxy: proxy(t).URL})
	b, err := at(t, c, tree).Fetch(t.Context(), "timestamp.json", 1<<10)
	if err != nil || string(b) != tree+"/timestamp.json" {
		t.Errorf("%q, %v", b, err)
	}
}

// TestProxyOfTheEnvironment runs this test once more, as a process of its own:
// the environment is read once.
func TestProxyOfTheEnvironment(t *testing.T) {
	if os.Getenv("HTTP_PROXY") == "" || os.Getenv("MINGBAI_PROXY_TEST") == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestProxyOfTheEnvironment$", "-test.v")
		cmd.Env = []string{"HTTP_PROXY=" + proxy(t).URL, "MINGBAI_PROXY_TEST=1", "PATH=" + os.Getenv("PATH")}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	b, err := at(t, client(t, source.Options{}), tree).Fetch(t.Context(), "timestamp.json", 1<<10)
	if err != nil || string(b) != tree+"/timestamp.json" {
		t.Errorf("%q, %v", b, err)
	}
	l := source.Limits{Tries: 1, Connect: time.Second}
	_, err = at(t, client(t, source.Options{Proxy: "direct", Limits: l}), "http://127.0.0.1:1/pub").Fetch(t.Context(), "timestamp.json", 1<<10)
	wants(t, err, source.ErrUnreachable)
}

// TestRawServerThatSendsMoreThanItSaid speaks the protocol by hand: the bytes
// beyond the length it named are never part of the file.
func TestRawServerThatSendsMoreThanItSaid(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Read(make([]byte, 4096))
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{\"signed\":")
			c.Close()
		}
	}()
	b, err := at(t, client(t, source.Options{Proxy: "direct"}), "http://"+l.Addr().String()).Fetch(t.Context(), "timestamp.json", 1<<10)
	if err != nil || string(b) != "{}" {
		t.Errorf("%q, %v", b, err)
	}
}
