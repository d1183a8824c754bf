package hub

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"

	"mingbai/kiosk"
)

const receiveUsage = `usage: mingbai-hub receive -store STORE -halls FILE [OPTIONS]
Takes what kiosks deliver to /v1/outbox, until it is told to stop. It keeps
no access log and no address. A proxy before it speaks TLS, or -cert and -key.
  receive -token HALL                              makes a token for a hall
  receive -store STORE -halls FILE -import STICK   takes a file that a kiosk exported
example: mingbai-hub receive -token tongjiang
example: mingbai-hub receive -store /var/lib/mingbai-hub/hub.db -halls /etc/mingbai/halls.toml
example: mingbai-hub receive -store postgres://hub@/mingbai -halls halls.toml -listen :8443 -cert c.pem -key k.pem
`

// A receiver is how the verb receive is told to run.
type receiver struct {
	store, halls, listen, cert, key, stick, token string
	json                                          bool
	out, errs                                     io.Writer
}

// Receive runs the verb receive until ctx ends, and returns its exit code.
func Receive(ctx context.Context, args []string, out, errs io.Writer) int {
	r := receiver{out: out, errs: errs}
	f := flags("receive", receiveUsage, errs)
	f.StringVar(&r.store, "store", "", "keep things in this `FILE`, or at a postgres:// address")
	f.StringVar(&r.halls, "halls", "", "`FILE` that names the halls")
	f.StringVar(&r.listen, "listen", "127.0.0.1:8460", "`ADDRESS` to listen at")
	f.StringVar(&r.cert, "cert", "", "`FILE` of a certificate: speak TLS")
	f.StringVar(&r.key, "key", "", "`FILE` of its key")
	f.StringVar(&r.stick, "import", "", "take this `FILE` and end")
	f.StringVar(&r.token, "token", "", "make a token for this `HALL` and end")
	f.BoolVar(&r.json, "json", false, "print the outcome of -import as JSON")
	if err := f.Parse(args); err != nil {
		return usage(err)
	}
	if f.NArg() > 0 || r.token == "" && (r.store == "" || r.halls == "") || (r.cert == "") != (r.key == "") {
		f.Usage()
		return Usage
	}
	if err := r.run(ctx); err != nil {
		return fail(errs, err)
	}
	return Done
}

func (r receiver) run(ctx context.Context) error {
	if r.token != "" {
		return r.makeToken()
	}
	text, err := os.ReadFile(r.halls)
	if err != nil {
		return fmt.Errorf("read halls: %w; hint: mingbai-hub receive -token HALL >> %s", err, r.halls)
	}
	halls, err := ParseHalls(text, r.halls)
	if err != nil {
		return err
	}
	store, err := OpenStore(ctx, r.store)
	if err != nil {
		return err
	}
	h := New(store, halls, Options{Log: slog.New(slog.NewJSONHandler(r.errs, nil))})
	if r.stick != "" {
		err = r.importStick(ctx, h)
	} else {
		err = r.serve(ctx, h)
	}
	return errors.Join(err, store.Close())
}

// makeToken prints what goes into the file of halls, and apart from it the
// token, which is nowhere kept.
func (r receiver) makeToken() error {
	token, lines, err := NewToken(r.token)
	if err != nil {
		return err
	}
	fmt.Fprint(r.out, lines)
	fmt.Fprintf(r.errs, "token for the kiosks of %s, shown once: %s\n", r.token, token)
	return nil
}

func (r receiver) importStick(ctx context.Context, h *Hub) error {
	file, err := readStick(r.stick)
	if err != nil {
		return err
	}
	a, err := h.Import(ctx, file)
	if err != nil {
		return fmt.Errorf("import %s: %w", r.stick, err)
	}
	if r.json {
		a.Amendments = nil // the kiosk is not here to take them
		return json.NewEncoder(r.out).Encode(a)
	}
	fmt.Fprintf(r.out, "%d items are kept\n", a.Kept)
	for _, x := range a.Refused {
		fmt.Fprintf(r.out, "%s is refused: %s\n", x.ID, x.Why)
	}
	return nil
}

// readStick reads a file, but no more than an outbox can export.
func readStick(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, int64(stickLimits.bytes)+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return b, nil
}

func (r receiver) serve(ctx context.Context, h *Hub) error {
	l, err := net.Listen("tcp", r.listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if r.cert != "" {
		pair, err := tls.LoadX509KeyPair(r.cert, r.key)
		if err != nil {
			return errors.Join(fmt.Errorf("read certificate: %w", err), l.Close())
		}
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12})
	}
	fmt.Fprintf(r.out, "listening at %s for the halls %s, at most %d bytes a delivery\n", l.Addr(), h.halls, kiosk.MaxDelivery)
	return h.Serve(ctx, l)
}
