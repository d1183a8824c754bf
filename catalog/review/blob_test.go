package review_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

// a picture of 8 × 8 pixels.
func picture() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// pictureSum is its SHA-256, by which the folder has it too.
func pictureSum() string { return fmt.Sprintf("%x", sha256.Sum256(picture())) }

// media is the folder of the trials.
func media() fstest.MapFS {
	whole := picture()
	return fstest.MapFS{
		"media/a.png": {Data: whole}, "media/cut.png": {Data: whole[:len(whole)-20]}, "media/page.png": {Data: []byte("<html>")},
		"media/" + pictureSum() + ".png": {Data: whole}, "media/" + strings.Repeat("e", 64) + ".png": {Data: whole},
		"media/large.pdf": {Data: append([]byte("%PDF-"), make([]byte, catalog.MaxBlob)...)}, "secret.png": {Data: whole},
	}
}

func blob(name string) string { return link(fmt.Sprintf(`{"url":"","blob":%q}`, name)) }

func blobTrials() []trial {
	all := []trial{
		{"file-missing", catalog.Blocking, "body", "office/a", blob("media/gone.png"), blob("media/a.png")},
		{"file-elsewhere", catalog.Advice, "body", "office/a", blob(strings.Repeat("a", 64)), blob(pictureSum())},
	}
	for _, name := range []string{"media/../secret.png", "secret.png", "/etc/passwd"} {
		all = append(all, trial{"file-name", catalog.Blocking, "body", "office/a", blob(name), blob("media/a.png")})
	}
	for _, name := range []string{"media/cut.png", "media/page.png", "media/large.pdf", strings.Repeat("e", 64)} {
		all = append(all, trial{"file-unfit", catalog.Blocking, "body", "office/a", blob(name), blob("media/a.png")})
	}
	return all
}

func TestRepositoryIsAskedForWhatTheFolderLacks(t *testing.T) {
	o := review.Options{Media: media(), Published: func(b catalog.Blob) bool { return b.Name == strings.Repeat("a", 64) }}
	for name, want := range map[string]string{strings.Repeat("a", 64): "", strings.Repeat("b", 64): "file-missing"} {
		got := ""
		for _, f := range review.Check(read(t, blob(name)), o).Findings {
			if strings.HasPrefix(f.Code, "file-") {
				got = f.Code
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
