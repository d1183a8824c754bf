package printer_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"mingbai/kiosk"
	"mingbai/kiosk/printer"
)

const (
	serverBin = "/usr/lib/cups"
	pdfDriver = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
)

// startCUPS runs a real CUPS apart from that of this machine, with its socket
// in CUPS_SERVER, and returns its directory. It has two queues: pdf writes
// files (cups-pdf), empty is a printer without paper.
func startCUPS(t *testing.T) string {
	t.Helper()
	for _, need := range []string{"/usr/sbin/cupsd", serverBin + "/backend/cups-pdf", pdfDriver, "/usr/sbin/lpadmin", "/usr/bin/pdftoppm"} {
		if _, err := os.Stat(need); err != nil || os.Getuid() != 0 {
			t.Skip("no CUPS to try: as root, apt install cups cups-filters printer-driver-cups-pdf poppler-utils")
		}
	}
	dir, err := os.MkdirTemp("", "mingbai-cups-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, sub := range []string{"", "root/ppd", "run", "cache", "spool", "bin/backend"} {
		must(t, os.MkdirAll(at(sub), 0o755), os.Chmod(at(sub), 0o755))
	}
	must(t, os.Mkdir(at("tmp"), 0o777), os.Chmod(at("tmp"), 0o777|os.ModeSticky))
	linkAll(t, serverBin, at("bin"))
	linkAll(t, filepath.Join(serverBin, "backend"), at("bin/backend"))
	write(t, at("bin/backend/empty"), 0o755, "#!/bin/sh\n[ $# -eq 0 ] && exit 0\necho 'STATE: +media-empty-error' >&2\nexec sleep 600\n")
	write(t, at("files.conf"), 0o644, strings.NewReplacer("DIR", dir).Replace("ServerRoot DIR/root\nServerBin DIR/bin\nCacheDir DIR/cache\nStateDir DIR/run\nRequestRoot DIR/spool\nTempDir DIR/tmp\nAccessLog DIR/access\nErrorLog DIR/error\nPageLog DIR/page\nSystemGroup root\n"))
	write(t, at("cupsd.conf"), 0o644, "Listen "+at("sock")+"\nLogLevel info\nBrowsing No\nWebInterface No\n<Location />\n  Order allow,deny\n  Allow all\n</Location>\n")
	t.Setenv("CUPS_SERVER", at("sock"))
	daemon := exec.Command("/usr/sbin/cupsd", "-f", "-c", at("cupsd.conf"), "-s", at("files.conf"))
	daemon.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	must(t, daemon.Start())
	t.Cleanup(func() { _ = daemon.Process.Signal(syscall.SIGTERM); _ = daemon.Wait() })
	wait(t, "CUPS", func() bool { return exec.Command("lpstat", "-r").Run() == nil && exists(at("sock")) })
	run(t, "lpadmin", "-p", "pdf", "-E", "-v", "cups-pdf:/", "-P", pdfDriver)
	run(t, "lpadmin", "-p", "empty", "-E", "-v", "empty:/", "-P", pdfDriver)
	return dir
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func linkAll(t *testing.T, from, to string) {
	t.Helper()
	entries, err := os.ReadDir(from)
	must(t, err)
	for _, e := range entries {
		if !exists(filepath.Join(to, e.Name())) {
			must(t, os.Symlink(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())))
		}
	}
}

func write(t *testing.T, path string, mode os.FileMode, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode))
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// made returns the files that cups-pdf has written for this account or for
// nobody.
func made(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	home, _ := os.UserHomeDir()
	for _, pattern := range []string{home + "/PDF/*.pdf", "/var/spool/cups-pdf/*/*.pdf"} {
		files, err := filepath.Glob(pattern)
		must(t, err)
		for _, f := range files {
			all[f] = true
		}
	}
	return all
}

// coded is an A4 page with a code of 4 dots a module (0.4 mm) and a frame.
func coded(t *testing.T, text string) image.Image {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 2100, 2970))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	m, err := qrcode.NewQRCodeWriter().EncodeWithoutHint(text, gozxing.BarcodeFormat_QR_CODE, 1, 1)
	must(t, err)
	for y := range m.GetHeight() * 4 {
		for x := range m.GetWidth() * 4 {
			if m.Get(x/4, y/4) {
				img.SetGray(300+x, 400+y, color.Gray{})
			}
		}
	}
	for x := range 2100 {
		img.SetGray(x, 100, color.Gray{})
		img.SetGray(x, 2800, color.Gray{})
	}
	return img
}

func readCode(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	must(t, err)
	defer f.Close()
	img, err := png.Decode(f)
	must(t, err)
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	must(t, err)
	r, err := qrcode.NewQRCodeReader().Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Errorf("%s: the printed code cannot be read: %v", path, err)
		return ""
	}
	return r.GetText()
}

// TestCUPSPrints prints two pages through the filters of a real CUPS and
// reads the codes on the paper.
func TestCUPSPrints(t *testing.T) {
	startCUPS(t)
	p, err := printer.Open("cups:pdf")
	must(t, err, p.Check(context.Background()))
	before := made(t)
	texts := []string{"https://www.gov.example/one", "https://www.gov.example/two"}
	if err := p.Print(context.Background(), sheet(coded(t, texts[0]), coded(t, texts[1])), silent); err != nil {
		t.Fatal(err)
	}
	var file string
	wait(t, "a PDF", func() bool {
		for f := range made(t) {
			if !before[f] {
				file = f
			}
		}
		return file != ""
	})
	t.Cleanup(func() { os.Remove(file) })
	if got := run(t, "pdfinfo", file); !strings.Contains(got, "Pages:           2") || !strings.Contains(got, "A4") {
		t.Errorf("not two pages of A4:\n%s", got)
	}
	out := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", "200", "-png", "-gray", file, out)
	for i, want := range texts {
		if got := readCode(t, out+"-"+string(rune('1'+i))+".png"); got != want {
			t.Errorf("page %d says %q", i+1, got)
		}
	}
}

// TestCUPSTroubles: no paper, a stopped queue, no such queue, no CUPS. What
// was handed over is taken back.
func TestCUPSTroubles(t *testing.T) {
	startCUPS(t)
	page := sheet(coded(t, "x"))
	check := func(name string, want kiosk.PrinterState) {
		t.Helper()
		p, err := printer.Open("cups:" + name)
		must(t, err)
		if err := p.Print(context.Background(), page, silent); printer.StateOf(err) != want {
			t.Errorf("queue %s: %v", name, err)
		}
	}
	check("empty", kiosk.PrinterPaperOut)
	wait(t, "the job is gone", func() bool { return run(t, "lpstat", "-o") == "" })
	check("nobody", kiosk.PrinterMissing)
	run(t, "/usr/sbin/cupsdisable", "pdf")
	check("pdf", kiosk.PrinterOffline)
	t.Setenv("CUPS_SERVER", "/nowhere/sock")
	check("pdf", kiosk.PrinterMissing)
}

// TestCUPSVisitorLeaves takes a job back that waits for its turn.
func TestCUPSVisitorLeaves(t *testing.T) {
	startCUPS(t)
	p, err := printer.Open("cups:pdf")
	must(t, err)
	before := made(t)
	run(t, "/usr/sbin/cupsdisable", "--hold", "pdf") // it takes jobs and prints none
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	time.AfterFunc(time.Second, leave)
	if err := p.Print(ctx, sheet(coded(t, "x")), silent); !errors.Is(err, context.Canceled) {
		t.Errorf("a queue that holds its jobs: %v", err)
	}
	if got := run(t, "lpstat", "-o"); got != "" {
		t.Errorf("after the visitor has left there waits %s", got)
	}
	if after := made(t); len(after) != len(before) {
		t.Error("it was printed after all")
	}
}

// TestCUPSIsWaitedForNotForEver gives a job up that gets no further.
func TestCUPSIsWaitedForNotForEver(t *testing.T) {
	startCUPS(t)
	p, err := printer.Open("cups:pdf")
	must(t, err)
	p.Patience(time.Second)
	run(t, "/usr/sbin/cupsdisable", "--hold", "pdf")
	if err := p.Print(context.Background(), sheet(coded(t, "x")), silent); printer.StateOf(err) != kiosk.PrinterOffline {
		t.Errorf("%v", err)
	}
	if got := run(t, "lpstat", "-o"); got != "" {
		t.Errorf("there still waits %s", got)
	}
}
