package source_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog/source"
)

// A bundle is a zip file in the making.
type bundle struct {
	bytes.Buffer
	*zip.Writer
}

func newBundle() *bundle {
	b := &bundle{}
	b.Writer = zip.NewWriter(&b.Buffer)
	return b
}

// add adds an entry; change may make it a bad one.
func (b *bundle) add(name, content string, change func(*zip.FileHeader)) *bundle {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	if change != nil {
		change(h)
	}
	w, err := b.CreateHeader(h)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err != nil && !strings.HasSuffix(name, "/") {
		panic(err)
	}
	return b
}

// raw adds an entry whose header says what it likes.
func (b *bundle) raw(h zip.FileHeader, content string) *bundle {
	w, err := b.CreateRaw(&h)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err != nil {
		panic(err)
	}
	return b
}

func (b *bundle) done() []byte {
	if err := b.Writer.Close(); err != nil {
		panic(err)
	}
	return b.Buffer.Bytes()
}

func read(b []byte) (*source.Local, error) {
	return source.ReadZip("stick.zip", bytes.NewReader(b), int64(len(b)))
}

func stored(name, content string) zip.FileHeader {
	n := uint64(len(content))
	return zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(content)), CompressedSize64: n, UncompressedSize64: n}
}

// TestZipThatIsNoBundleIsRefused, all of it, before anything is unpacked.
func TestZipThatIsNoBundleIsRefused(t *testing.T) {
	mode := func(m fs.FileMode) func(*zip.FileHeader) { return func(h *zip.FileHeader) { h.SetMode(m) } }
	odd := func(change func(*zip.FileHeader)) []byte {
		h := stored("a.json", metadata)
		change(&h)
		return newBundle().raw(h, metadata).done()
	}
	many := newBundle()
	for i := range 20_001 {
		many.raw(stored(fmt.Sprint(i), ""), "")
	}
	big := newBundle()
	for i := range 5 {
		h := stored(fmt.Sprint(i), "")
		h.UncompressedSize64 = 256 << 20
		big.raw(h, "")
	}
	for name, c := range map[string]struct {
		zip  []byte
		want error
	}{
		"up and out":          {newBundle().add("../../etc/passwd", "x", nil).done(), source.ErrDamaged},
		"up from inside":      {newBundle().add("targets/../../x", "x", nil).done(), source.ErrDamaged},
		"from the root":       {newBundle().add("/etc/passwd", "x", nil).done(), source.ErrDamaged},
		"a drive":             {newBundle().add(`c:\x`, "x", nil).done(), source.ErrDamaged},
		"a backslash":         {newBundle().add(`targets\x`, "x", nil).done(), source.ErrDamaged},
		"a hidden name":       {newBundle().add("__MACOSX/._timestamp.json", "x", nil).done(), source.ErrDamaged},
		"an empty name":       {odd(func(h *zip.FileHeader) { h.Name = "" }), source.ErrDamaged},
		"a zero in the name":  {odd(func(h *zip.FileHeader) { h.Name = "a.json\x00.zip" }), source.ErrDamaged},
		"a Chinese name":      {newBundle().add("目录.json", "x", nil).done(), source.ErrDamaged},
		"a folder up":         {newBundle().add("../", "", nil).done(), source.ErrDamaged},
		"two of a name":       {newBundle().add("a.json", "1", nil).add("a.json", "2", nil).done(), source.ErrDamaged},
		"a link":              {newBundle().add("a.json", "/etc/shadow", mode(fs.ModeSymlink|0o777)).done(), source.ErrDamaged},
		"a device":            {newBundle().add("a.json", "", mode(fs.ModeDevice|0o600)).done(), source.ErrDamaged},
		"encrypted":           {odd(func(h *zip.FileHeader) { h.Flags |= 1 }), source.ErrDamaged},
		"strongly encrypted":  {odd(func(h *zip.FileHeader) { h.Flags |= 1 << 6 }), source.ErrDamaged},
		"packed by method 12": {odd(func(h *zip.FileHeader) { h.Method = 12 }), source.ErrDamaged},
		"overlapping entries": {odd(func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 20 }), source.ErrDamaged},
		"a huge entry":        {odd(func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 }), source.ErrTooLarge},
		"huge together":       {big.done(), source.ErrTooLarge},
		"too many entries":    {many.done(), source.ErrTooLarge},
		"no zip":              {[]byte(strings.Repeat("<html>", 100)), source.ErrDamaged},
		"nothing":             {nil, source.ErrDamaged},
		"a cut zip":           {newBundle().add("a.json", metadata, nil).done()[:60], source.ErrDamaged},
	} {
		l, err := read(c.zip)
		if !errors.Is(err, c.want) || l != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestDirectoryOfMillionsIsNotRead: it says it has one entry, and the library
// would go on reading to the end.
func TestDirectoryOfMillionsIsNotRead(t *testing.T) {
	entry := newBundle().raw(stored("a", ""), "").done()
	at := bytes.Index(entry, []byte("PK\x01\x02"))
	end := bytes.Index(entry, []byte("PK\x05\x06"))
	b := slices.Concat(entry[:at], bytes.Repeat(entry[at:end], 1_000_000), entry[end:])
	r := &counting{r: bytes.NewReader(b)}
	_, err := source.ReadZip("stick.zip", r, int64(len(b)))
	wants(t, err, source.ErrTooLarge)
	if r.n > 5<<20 {
		t.Errorf("read %d of %d bytes", r.n, len(b))
	}
	_, err = source.ReadZip("stick.zip", r, source.MaxZip+1)
	wants(t, err, source.ErrTooLarge)
}

type counting struct {
	r io.ReaderAt
	n int
}

func (c *counting) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n += n
	return n, err
}

// TestBombIsNotUnpacked: megabytes of nothing in a few kilobytes,
// truthfully declared or not.
func TestBombIsNotUnpacked(t *testing.T) {
	bomb := newBundle().add("timestamp.json", strings.Repeat("\x00", 16<<20), nil).done()
	z, err := read(bomb)
	if err != nil {
		t.Fatal(err)
	}
	_, err = z.Fetch(t.Context(), "timestamp.json", 1<<20)
	wants(t, err, source.ErrTooLarge)
	dir := t.TempDir()
	wants(t, z.Download(t.Context(), "timestamp.json", source.Want{Size: 1 << 20}, filepath.Join(dir, "spool")), source.ErrTooLarge)
	empty(t, dir)

	var packed bytes.Buffer
	if _, err := io.Copy(&packed, entryOf(t, bomb)); err != nil {
		t.Fatal(err)
	}
	h := stored("timestamp.json", packed.String())
	h.Method, h.UncompressedSize64 = zip.Deflate, 10
	liar, err := read(newBundle().raw(h, packed.String()).done())
	if err != nil {
		t.Fatal(err)
	}
	_, err = liar.Fetch(t.Context(), "timestamp.json", 1<<20)
	wants(t, err, source.ErrDamaged)
}

// entryOf returns the packed bytes of the first entry.
func entryOf(t *testing.T, b []byte) io.Reader {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBrokenEntryIsDamage(t *testing.T) {
	content := string(noise(5000))
	b := newBundle().add("targets/x", content, nil).done()
	b[1000] ^= 1
	z, err := read(b)
	if err != nil {
		t.Fatal(err)
	}
	_, err = z.Fetch(t.Context(), "targets/x", 1<<20)
	wants(t, err, source.ErrDamaged)
}

func TestFoldersInAZipAreNoFiles(t *testing.T) {
	z, err := read(newBundle().add("targets/", "", nil).add("targets/x", "1", nil).done())
	if err != nil {
		t.Fatal(err)
	}
	_, err = z.Fetch(t.Context(), "targets", 10)
	wants(t, err, source.ErrAbsent)
	if b, err := z.Fetch(t.Context(), "targets/x", 10); err != nil || string(b) != "1" {
		t.Errorf("%q, %v", b, err)
	}
}

// TestStickThatIsPulledOut: the system says that the device is gone. That is
// no damage, and goes better with the stick in.
func TestStickThatIsPulledOut(t *testing.T) {
	b := newBundle().raw(stored("targets/x", string(noise(100_000))), string(noise(100_000))).done()
	r := &pulled{r: bytes.NewReader(b), left: 10_000}
	z, err := source.ReadZip("stick.zip", r, int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	r.gone = true
	_, err = z.Fetch(t.Context(), "targets/x", 1<<20)
	wants(t, err, source.ErrUnreachable)
}

type pulled struct {
	r    io.ReaderAt
	gone bool
	left int
}

func (p *pulled) ReadAt(b []byte, off int64) (int, error) {
	if p.gone {
		if p.left -= len(b); p.left < 0 {
			return 0, &fs.PathError{Op: "read", Path: "stick.zip", Err: errIO}
		}
	}
	return p.r.ReadAt(b, off)
}

func TestZipMustBeAPlainFile(t *testing.T) {
	dir := t.TempDir()
	_, err := source.OpenZip(dir)
	wants(t, err, source.ErrDamaged)
	_, err = source.OpenZip(filepath.Join(dir, "none.zip"))
	wants(t, err, source.ErrAbsent)
	_, err = source.Open(filepath.Join(dir, "none.zip"), nil)
	wants(t, err, source.ErrAbsent)
	if err := os.WriteFile(filepath.Join(dir, "x.zip"), []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = source.Open(filepath.Join(dir, "x.zip"), nil)
	wants(t, err, source.ErrDamaged)
}

// FuzzZip holds that whatever a stick brings is refused or harmless: names
// that mean one place, no more bytes than asked for, errors that say why.
func FuzzZip(f *testing.F) {
	f.Add(newBundle().add("timestamp.json", metadata, nil).add("targets/", "", nil).add("targets/x", "1", nil).done())
	f.Add(newBundle().raw(stored("../x", metadata), metadata).done())
	f.Add(newBundle().add("a", strings.Repeat("0", 100_000), nil).done())
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := read(b)
		if err != nil {
			if !errors.Is(err, source.ErrDamaged) && !errors.Is(err, source.ErrTooLarge) {
				t.Errorf("no reason: %v", err)
			}
			return
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range z.File {
			got, err := l.Fetch(t.Context(), e.Name, 1000)
			if len(got) > 1000 || err == nil && (!fs.ValidPath(e.Name) || strings.Contains(e.Name, `\`)) {
				t.Errorf("%q: %d bytes, %v", e.Name, len(got), err)
			}
			if err == nil && crc32.ChecksumIEEE(got) != e.CRC32 && e.CRC32 != 0 {
				t.Errorf("%q: not what its sum says", e.Name)
			}
		}
	})
}
