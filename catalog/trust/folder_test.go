package trust

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFolderIsWhereNothingHasToLast(t *testing.T) {
	run, temp := t.TempDir(), t.TempDir()
	for name, c := range map[string]struct{ tmpdir, runtime, want string }{
		"the system has one for the service": {"", run + ":/elsewhere", run},
		"it is gone":                         {"", filepath.Join(run, "gone"), ""},
		"somebody decided":                   {temp, run, temp},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", c.tmpdir)
			t.Setenv("RUNTIME_DIRECTORY", c.runtime)
			folder, err := throwAway()
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(folder)
			if c.want != "" && filepath.Dir(folder) != c.want || c.want == "" && strings.HasPrefix(folder, run) {
				t.Errorf("it is %s", folder)
			}
		})
	}
}
