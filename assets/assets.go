package assets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

var (
	//go:embed font/NotoSansSC-Regular.otf
	fontRegular []byte
	//go:embed font/NotoSansSC-Bold.otf
	fontBold []byte
	//go:embed icon/*.svg
	icons embed.FS
	//go:embed picture/*.png picture/*.svg
	pictures embed.FS
	//go:embed text/*.json
	texts embed.FS
	//go:embed sample/*.json
	samples embed.FS
	//go:embed seed
	seed embed.FS
	//go:embed seed/today
	today string
	//go:embed licence
	licences embed.FS
)

// FontRegular returns the regular weight as an OpenType file. The bytes are
// shared: never change them.
func FontRegular() []byte { return fontRegular }

// FontBold returns the bold weight as an OpenType file. The bytes are shared:
// never change them.
func FontBold() []byte { return fontBold }

// Icon returns the SVG of the icon called name, as "home" or "home-fill". An
// unknown name is [fs.ErrNotExist].
func Icon(name string) ([]byte, error) { return icons.ReadFile("icon/" + name + ".svg") }

// Picture returns the file of the picture called name, as "hero-banner.png"
// or "mark.svg". An unknown name is [fs.ErrNotExist].
func Picture(name string) ([]byte, error) { return pictures.ReadFile("picture/" + name) }

// Text returns the words of the screen in lang, a JSON object from key to
// words. An unknown language is [fs.ErrNotExist].
func Text(lang string) ([]byte, error) { return texts.ReadFile("text/" + lang + ".json") }

// Sample returns one sample record of each kind, as "notice.json".
func Sample() fs.FS { return sub(samples, "sample") }

// Seed returns the starter catalog: a folder for each kind with one record a
// file, as "fee/home-registration.json". The file "today" beside the folders
// is no record: see [Today].
func Seed() fs.FS { return sub(seed, "seed") }

// SeedDigest returns a sum over every file of the starter catalog, by which
// two programs tell whether they have the same one.
func SeedDigest() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(seed, "seed", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := seed.ReadFile(name)
		fmt.Fprintf(sum, "%s %d\n%s", name, len(b), b)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// Today returns the day on which tests and pictures show the starter
// catalog, as "2026-11-18".
func Today() string { return strings.TrimSpace(today) }

// Licence returns the licences of what others made and a README.md that says
// what is whose.
func Licence() fs.FS { return sub(licences, "licence") }

// sub panics only for a folder name that is no path.
func sub(f embed.FS, folder string) fs.FS {
	s, err := fs.Sub(f, folder)
	if err != nil {
		panic(err)
	}
	return s
}
