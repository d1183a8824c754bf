package source_test

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingbai/catalog/source"
)

// BenchmarkDownload says how many times as long a download takes as the
// shortest program that gets, hashes and synchronises the same 3 MB.
func BenchmarkDownload(b *testing.B) {
	body := noise(3_000_000)
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		http.ServeContent(out, r, "", time.Time{}, bytes.NewReader(body))
	}))
	defer s.Close()
	c, err := source.NewClient(source.Options{Proxy: "direct"})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	h, err := c.HTTPS(s.URL)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "spool")
	var ours, plain time.Duration
	for b.Loop() {
		began := time.Now()
		if err := h.Download(b.Context(), target, want(body), path); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(began)
		os.Remove(path)
		began = time.Now()
		shortest(b, s.URL, path)
		plain += time.Since(began)
		os.Remove(path)
	}
	b.ReportMetric(float64(ours)/float64(plain), "times-plain")
}

func shortest(b *testing.B, url, path string) {
	resp, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if _, err := io.Copy(io.MultiWriter(f, sha256.New()), resp.Body); err != nil {
		b.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
}
