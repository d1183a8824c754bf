package health_test

import (
	"net"
	"path/filepath"
	"testing"
	"time"

	"mingbai/kiosk/health"
)

func TestSupervisorIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	t.Setenv("NOTIFY_SOCKET", path)
	t.Setenv("WATCHDOG_USEC", "10000000")
	t.Setenv("WATCHDOG_PID", "")
	var s health.Supervisor
	s.Ready()
	s.Alive()
	s.Status("edition 12\noffline")
	s.Stopping()
	b := make([]byte, 100)
	for _, want := range []string{"READY=1", "WATCHDOG=1", "STATUS=edition 12 offline", "STOPPING=1"} {
		n, err := socket.Read(b)
		if got := string(b[:n]); err != nil || got != want {
			t.Errorf("heard %q, %v, want %q", got, err, want)
		}
	}
	if got := s.Every(); got != 10*time.Second/3 {
		t.Errorf("feeds every %v", got)
	}
}

func TestNoSupervisor(t *testing.T) {
	t.Setenv("NOTIFY_SOCKET", "")
	t.Setenv("WATCHDOG_USEC", "")
	var s health.Supervisor
	s.Ready() // nobody listens
	if got := s.Every(); got != 0 {
		t.Errorf("feeds every %v", got)
	}
}
