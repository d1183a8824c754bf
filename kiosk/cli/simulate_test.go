package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"mingbai/kiosk/cli"
)

// emptyAfter has everything made in a folder that must be empty in the end.
func emptyAfter(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Cleanup(func() {
		left, err := os.ReadDir(dir)
		if err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	})
}

func TestEveryKioskShowsEveryChange(t *testing.T) {
	emptyAfter(t)
	code, out, errs := run(t, "simulate", "-n", "3", "-records", "30", "-changes", "2", "-rest", "0s", "-json")
	if code != cli.Done || errs != "" {
		t.Fatalf("code %d: %s", code, errs)
	}
	var got struct {
		Kiosks, Records int
		Changes         []struct {
			ID, Title      string
			Edition, Shown int
		}
		P50      float64 `json:"p50_ms"`
		P95      float64 `json:"p95_ms"`
		Max      float64 `json:"max_ms"`
		Requests float64
		Bytes    float64
		Goals    []struct{ Kiosks, Records int }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	if got.Kiosks != 3 || got.Records != 30 || len(got.Changes) != 2 || len(got.Goals) != 2 {
		t.Errorf("found %s", out)
	}
	for i, c := range got.Changes {
		if c.Edition != i+2 || c.Shown != 3 || !strings.HasPrefix(c.ID, "guide/") || c.Title == "" {
			t.Errorf("change %d: %+v", i, c)
		}
	}
	if got.P50 <= 0 || got.P50 > got.P95 || got.P95 > got.Max {
		t.Errorf("times are out of order: %s", out)
	}
	// At least the timestamp, the snapshot, the targets and the delta.
	if got.Requests < 4 || got.Bytes < 500 {
		t.Errorf("it cost %.1f requests and %.0f bytes", got.Requests, got.Bytes)
	}
}

func TestStoppedSimulationLeavesNothing(t *testing.T) {
	emptyAfter(t)
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(time.Second, stop) // wherever it is by then
	var out, errs bytes.Buffer
	code := cli.Program{Out: &out, Err: &errs}.Main(ctx, []string{"simulate", "-n", "3", "-records", "300", "-changes", "50"})
	if code != cli.Fail || out.Len() > 0 || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("code %d: %s%s", code, out.String(), errs.String())
	}
}

func TestSimulationOfNothingIsRefused(t *testing.T) {
	for _, args := range [][]string{{}, {"-n", "0"}, {"-n", "2000"}, {"-n", "1", "-records", "0"}, {"-n", "1", "-changes", "-1"}, {"-n", "1", "more"}} {
		if code, out, errs := run(t, append([]string{"simulate"}, args...)...); code != cli.Usage || out != "" {
			t.Errorf("%v: code %d: %s%s", args, code, out, errs)
		}
	}
}
