package source_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mingbai/catalog/source"
)

// TestLookTakesNoMoreThanItNeeds counts what a server was asked.
func TestLookTakesNoMoreThanItNeeds(t *testing.T) {
	for _, c := range []struct {
		name  string
		serve http.HandlerFunc
		asked string
		want  source.Look
	}{
		{"document", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "application/pdf") },
			"HEAD", source.Look{Status: 200, Kind: "application/pdf"}},
		{"page", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>x") },
			"HEAD GET", source.Look{Status: 200, Kind: "text/html", Page: []byte("<html>x")}},
		{"redirect", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Location", "../b"); w.WriteHeader(302) },
			"HEAD", source.Look{Status: 302, To: "/b"}},
		{"gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) }, "HEAD", source.Look{Status: 410}},
		{"busy", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, "HEAD", source.Look{Status: 503}},
		{"no HEAD", func(w http.ResponseWriter, r *http.Request) {
			if w.Header().Set("Content-Type", "application/pdf"); r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		}, "HEAD GET", source.Look{Status: 200, Kind: "application/pdf"}},
		{"long page", func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "<html>"+strings.Repeat("x", 2*source.MaxLook))
		}, "HEAD GET", source.Look{Status: 200, Kind: "text/html", Page: []byte("<html>" + strings.Repeat("x", source.MaxLook-6))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var asked []string
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked = append(asked, r.Method)
				if r.URL.Fragment != "" || r.UserAgent() != "mingbai" {
					t.Errorf("it was asked %s by %s", r.URL, r.UserAgent())
				}
				c.serve(w, r)
			}))
			defer s.Close()
			got, err := client(t, source.Options{Proxy: "direct"}).Look(t.Context(), s.URL+"/a/x#/detail")
			if err != nil {
				t.Fatal(err)
			}
			got.To = strings.TrimPrefix(got.To, s.URL)
			kind, _, _ := strings.Cut(got.Kind, ";")
			if got.Status != c.want.Status || kind != c.want.Kind || got.To != c.want.To || string(got.Page) != string(c.want.Page) {
				t.Errorf("it is %d %q to %q with %d bytes, want %d %q to %q with %d",
					got.Status, got.Kind, got.To, len(got.Page), c.want.Status, c.want.Kind, c.want.To, len(c.want.Page))
			}
			if all := strings.Join(asked, " "); all != c.asked {
				t.Errorf("it was asked %s, want %s", all, c.asked)
			}
		})
	}
}

func TestLookSaysWhyNobodyAnswered(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	s.Config.ErrorLog = nil
	c := client(t, source.Options{Proxy: "direct"})
	_, err := c.Look(t.Context(), s.URL)
	wants(t, err, source.ErrUnreachable)
	var bad *tls.CertificateVerificationError
	if !errors.As(err, &bad) {
		t.Errorf("an unknown authority is %v", err)
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	_, err = c.Look(t.Context(), gone.URL)
	wants(t, err, source.ErrUnreachable)
	if _, err := c.Look(t.Context(), "ftp://a.example.cn/"); err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("another scheme is %v", err)
	}
}

func TestLookEndsWithItsContextWhereAPageDrips(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Method == http.MethodGet && r.Context().Err() == nil {
			io.WriteString(w, "<p>")
			if http.NewResponseController(w).Flush() != nil {
				return
			}
			select {
			case <-time.After(10 * time.Millisecond):
			case <-r.Context().Done():
			}
		}
	}))
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := client(t, source.Options{Proxy: "direct"}).Look(ctx, s.URL)
	wants(t, err, context.DeadlineExceeded)
}
