package printer

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/OpenPrinting/goipp"

	"mingbai/kiosk"
)

// A queue is a printer of CUPS, which is asked by IPP over its socket. It
// prints A4.
type queue struct {
	name     string
	client   client
	patience time.Duration // for a job that gets no further
	every    time.Duration // how often it is asked how far it is
}

func newQueue(name string) *queue {
	return &queue{name: name, client: newClient(), patience: time.Minute, every: 500 * time.Millisecond}
}

// paper is A4 at 254 dots an inch.
func (q *queue) paper() kiosk.Stock { return kiosk.Stock{W: 2100, H: 2970, PerMM: 10} }

// States of a printer and a job (RFC 8011, 5.4.11 and 5.3.7).
const (
	printerStopped = 5
	jobStopped     = 6
	jobCanceled    = 7
	jobAborted     = 8
	jobCompleted   = 9
)

func (q *queue) check(ctx context.Context) error {
	a, err := q.ask(ctx, goipp.OpGetPrinterAttributes, wanted("printer-state", "printer-state-reasons", "printer-is-accepting-jobs"))
	if err != nil {
		return err
	}
	reasons := a.words("printer-state-reasons")
	if s := stateOf(reasons); s != kiosk.PrinterReady {
		return trouble(s, "queue %s: %s", q.name, strings.Join(reasons, ", "))
	}
	if a.number("printer-state") == printerStopped || a.word("printer-is-accepting-jobs") == "false" {
		return trouble(kiosk.PrinterOffline, "queue %s is stopped: %s (hint: cupsenable %s; cupsaccept %s)", q.name, strings.Join(reasons, ", "), q.name, q.name)
	}
	return nil
}

// stateOf turns printer-state-reasons (RFC 8011, 5.4.12, and PWG 5100) into a
// state; warnings are none of a visitor's business.
func stateOf(reasons []string) kiosk.PrinterState {
	state := kiosk.PrinterReady
	for _, r := range reasons {
		if strings.HasSuffix(r, "-warning") && !strings.HasPrefix(r, "media-empty") && !strings.HasPrefix(r, "offline") || strings.HasSuffix(r, "-report") {
			continue
		}
		r = strings.TrimSuffix(strings.TrimSuffix(r, "-error"), "-warning")
		switch r {
		case "media-empty", "media-needed", "input-tray-missing":
			return kiosk.PrinterPaperOut
		case "cover-open", "door-open", "interlock-open":
			return kiosk.PrinterCoverOpen
		case "media-jam", "toner-empty", "marker-supply-empty", "marker-waste-full", "output-area-full", "fuser-over-temp", "fuser-under-temp", "other":
			state = kiosk.PrinterJam
		case "offline", "connecting-to-device", "timed-out", "shutdown", "paused", "moving-to-paused", "stopped-partly":
			if state == kiosk.PrinterReady {
				state = kiosk.PrinterOffline
			}
		}
	}
	return state
}

// print hands the pages over as one file and follows the job.
func (q *queue) print(ctx context.Context, pages int, page func(int) (*bitmap, error), tell func(int)) error {
	d := newDocument(pages)
	for n := range pages {
		b, err := page(n)
		if err == nil {
			err = d.add(b)
		}
		if err != nil {
			return err
		}
	}
	a, err := q.send(ctx, goipp.OpPrintJob, func(m *goipp.Message) {
		m.Operation.Add(goipp.MakeAttribute("job-name", goipp.TagName, goipp.String("mingbai")))
		m.Operation.Add(goipp.MakeAttribute("document-format", goipp.TagMimeType, goipp.String("application/pdf")))
		m.Job.Add(goipp.MakeAttribute("media", goipp.TagKeyword, goipp.String("iso_a4_210x297mm")))
		m.Job.Add(goipp.MakeAttribute("copies", goipp.TagInteger, goipp.Integer(1)))
	}, d.bytes())
	if err != nil {
		return err
	}
	id := a.number("job-id")
	if id == 0 {
		return trouble(kiosk.PrinterOffline, "queue %s took the sheet and gave it no number", q.name)
	}
	if err := q.follow(ctx, id, pages, tell); err != nil {
		return errors.Join(err, q.cancel(context.WithoutCancel(ctx), id))
	}
	return nil
}

// follow returns nil when the job is out. A job that gets no further for a
// while, or whose printer is in trouble, is over.
func (q *queue) follow(ctx context.Context, id, pages int, tell func(int)) error {
	last, moved := -1, time.Now()
	for {
		a, err := q.ask(ctx, goipp.OpGetJobAttributes, func(m *goipp.Message) {
			m.Operation.Add(goipp.MakeAttribute("job-id", goipp.TagInteger, goipp.Integer(id)))
			wanted("job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed")(m)
		})
		if err != nil {
			return err
		}
		switch a.number("job-state") {
		case jobCompleted:
			return nil
		case jobStopped, jobCanceled, jobAborted:
			return trouble(kiosk.PrinterJam, "queue %s ended the job: %s", q.name, strings.Join(a.words("job-state-reasons"), ", "))
		}
		if done := max(a.number("job-impressions-completed"), a.number("job-media-sheets-completed")); done != last {
			last, moved = done, time.Now()
			tell(min(done+1, pages))
		}
		err = q.check(ctx)
		if waits := StateOf(err) == kiosk.PrinterOffline; err != nil && !waits {
			return err
		}
		if time.Since(moved) > q.patience {
			return errors.Join(trouble(kiosk.PrinterOffline, "queue %s has printed nothing for %v", q.name, q.patience), err)
		}
		if err := pause(ctx, q.every); err != nil {
			return err
		}
	}
}

// cancel takes the job back; nil too when it is already over.
func (q *queue) cancel(ctx context.Context, id int) error {
	ctx, stop := context.WithTimeout(ctx, askTime)
	defer stop()
	_, err := q.ask(ctx, goipp.OpCancelJob, func(m *goipp.Message) {
		m.Operation.Add(goipp.MakeAttribute("job-id", goipp.TagInteger, goipp.Integer(id)))
	})
	if errors.Is(err, errNotPossible) {
		return nil
	}
	return err
}

func wanted(names ...string) func(*goipp.Message) {
	return func(m *goipp.Message) {
		a := goipp.MakeAttribute("requested-attributes", goipp.TagKeyword, goipp.String(names[0]))
		for _, n := range names[1:] {
			a.Values.Add(goipp.TagKeyword, goipp.String(n))
		}
		m.Operation.Add(a)
	}
}

func (q *queue) ask(ctx context.Context, op goipp.Op, add func(*goipp.Message)) (answer, error) {
	return q.send(ctx, op, add, nil)
}

func (q *queue) send(ctx context.Context, op goipp.Op, add func(*goipp.Message), document []byte) (answer, error) {
	m := goipp.NewRequest(goipp.DefaultVersion, op, 1)
	m.Operation.Add(goipp.MakeAttribute("attributes-charset", goipp.TagCharset, goipp.String("utf-8")))
	m.Operation.Add(goipp.MakeAttribute("attributes-natural-language", goipp.TagLanguage, goipp.String("en")))
	m.Operation.Add(goipp.MakeAttribute("printer-uri", goipp.TagURI, goipp.String("ipp://localhost/printers/"+q.name)))
	m.Operation.Add(goipp.MakeAttribute("requesting-user-name", goipp.TagName, goipp.String(q.client.account)))
	add(m)
	a, err := q.client.send(ctx, "/printers/"+q.name, m, document)
	if err != nil {
		return nil, asked(q.name, err)
	}
	return a, nil
}

// asked puts what went wrong between the kiosk and CUPS into a state.
func asked(name string, err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errNotFound):
		return trouble(kiosk.PrinterMissing, "CUPS has no queue %q (hint: lpstat -v shows those it has)", name)
	case errors.Is(err, errNotThere):
		return trouble(kiosk.PrinterMissing, "%w (hint: systemctl start cups)", err)
	}
	return trouble(kiosk.PrinterOffline, "queue %s: %w", name, err)
}
