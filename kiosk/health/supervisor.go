package health

import (
	"log/slog"
	"strings"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
)

// A Supervisor is told how the program is: systemd, where it was started by
// it. Elsewhere nobody listens.
type Supervisor struct{}

// Ready tells that the first page is on the screen.
func (s Supervisor) Ready() { s.tell(daemon.SdNotifyReady) }

// Alive feeds the watchdog.
func (s Supervisor) Alive() { s.tell(daemon.SdNotifyWatchdog) }

// Stopping tells that the program ends well.
func (s Supervisor) Stopping() { s.tell(daemon.SdNotifyStopping) }

// Status tells in a line how the program is, for people.
func (s Supervisor) Status(line string) { s.tell("STATUS=" + strings.ReplaceAll(line, "\n", " ")) }

// Every is how often to feed the watchdog at least: a third of the time in
// which it bites, 0 where there is none.
func (s Supervisor) Every() time.Duration {
	d, err := daemon.SdWatchdogEnabled(false)
	if err != nil {
		slog.Debug("watchdog not known", "err", err)
		return 0
	}
	return d / 3
}

func (s Supervisor) tell(state string) {
	if _, err := daemon.SdNotify(false, state); err != nil {
		slog.Debug("supervisor not told", "err", err)
	}
}
