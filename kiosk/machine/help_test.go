package machine_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestHelpIsCalledOnce fails the first call, and wants it repeated; touches
// in between call nobody else.
func TestHelpIsCalledOnce(t *testing.T) {
	calls, tries := make(chan string, 9), 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tries++; tries == 1 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		b, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost {
			t.Errorf("%s: %v", r.Method, err)
		}
		calls <- string(b)
	}))
	defer server.Close()
	h := newHall(t, newPublisher(t))
	h.setup.Config.Help, h.setup.Config.Kiosk = server.URL, "A01"
	m := h.open()
	if !m.CanHelp() || !m.Help("一楼") {
		t.Fatal("nobody is called")
	}
	for range 5 {
		if m.Help("一楼") {
			t.Error("somebody is called twice")
		}
	}
	if got, want := <-calls, `{"kiosk":"A01","place":"一楼"}`; got != want {
		t.Errorf("told %s, want %s", got, want)
	}
	if len(calls) > 0 {
		t.Errorf("also told %s", <-calls)
	}
}

func TestHallWithoutAHookCallsNobody(t *testing.T) {
	m := newHall(t, newPublisher(t)).open()
	if m.CanHelp() || m.Help("一楼") {
		t.Error("somebody is called")
	}
}
