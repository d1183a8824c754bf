package health_test

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/health"
)

// TestMain is also the process that dies, when it is told how.
func TestMain(m *testing.M) {
	if dir := os.Getenv("MINGBAI_DIE_IN"); dir != "" {
		die(dir, os.Getenv("MINGBAI_DIE_OF"))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func die(dir, how string) {
	r, err := health.Open(health.Setup{Dir: dir, Version: version, Time: health.SystemTime()})
	if err != nil {
		os.Exit(3)
	}
	r.Content(content)
	r.Showing(guide)
	switch how {
	case "panic":
		panic("drill")
	case "goroutine":
		go panic("drill")
		select {}
	case "nil":
		var p *int
		*p = 1
	case "map":
		writeTogether()
	case "exit":
		os.Exit(1) // as the X library does when the server is gone
	case "told":
		r.End(health.Told, "")
	default:
		os.Stdout.WriteString("ready\n")
		time.Sleep(time.Minute) // it is to be killed
	}
}

// writeTogether is a fault that no recover can catch.
func writeTogether() {
	m := map[int]int{}
	for range 8 {
		go func() {
			for i := 0; ; i++ {
				m[i%8] = i
			}
		}()
	}
	select {}
}

// TestDeathsAreTold ends real processes.
func TestDeathsAreTold(t *testing.T) {
	for how, want := range map[string]health.Cause{"panic": health.Panic, "goroutine": health.Panic, "nil": health.Panic, "map": health.Panic,
		"exit": health.Killed, "told": "", "SIGKILL": health.Killed, "SIGABRT": health.Frozen} {
		t.Run(how, func(t *testing.T) {
			dir := t.TempDir()
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), "MINGBAI_DIE_IN="+dir, "MINGBAI_DIE_OF="+how, "GOTRACEBACK=all", "GORACE=halt_on_error=0")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if sig, ok := map[string]syscall.Signal{"SIGKILL": syscall.SIGKILL, "SIGABRT": syscall.SIGABRT}[how]; ok {
				out.Read(make([]byte, 6)) // it is ready
				cmd.Process.Signal(sig)
			}
			cmd.Wait() // how it ended, the next run has to say
			r, err := health.Open(health.Setup{Dir: dir, Version: version, Time: health.SystemTime()})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			r.Content(content)
			got, err := health.Read(dir)
			if err != nil {
				t.Fatal(err)
			}
			if want == "" {
				if len(got.Book.Crashes) != 0 {
					t.Errorf("remembered: %+v", got.Book.Crashes)
				}
				return
			}
			if len(got.Book.Crashes) != 1 || got.Book.Crashes[0].Cause != want || got.Book.Crashes[0].Page != guide {
				t.Fatalf("remembered: %+v, want %s", got.Book.Crashes, want)
			}
			held := r.Care(guide) == kiosk.Plain
			if sure := want != health.Killed; held != sure {
				t.Errorf("held back: %v", held)
			}
			if want != health.Killed && (got.Book.Crashes[0].Stack == "" || got.Book.Crashes[0].Why == "") {
				t.Errorf("it says nothing: %+v", got.Book.Crashes[0])
			}
		})
	}
}
