package db

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

const testID = 0x54455354

// schema makes a schema from the texts of its migrations.
func schema(steps ...string) Schema {
	files := fstest.MapFS{}
	for i, s := range steps {
		files["00"+string(rune('1'+i))+".sql"] = &fstest.MapFile{Data: []byte(s)}
	}
	return Schema{ApplicationID: testID, Migrations: files}
}

var halls = schema(
	`CREATE TABLE hall(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
	 CREATE TABLE desk(hall INTEGER NOT NULL REFERENCES hall(id)) STRICT;`,
	`INSERT INTO hall VALUES (1, '大厅');`,
)

func mustOpen(t *testing.T, path string, s Schema) *DB {
	t.Helper()
	d, err := Open(t.Context(), path, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func count(t *testing.T, d *DB, query string) int {
	t.Helper()
	var n int
	if err := d.Read.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNewFileGetsEveryMigrationOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.db")
	for range 3 {
		d := mustOpen(t, path, halls)
		if got := count(t, d, `SELECT count(*) FROM hall`); got != 1 {
			t.Fatalf("halls = %d, want 1", got)
		}
		if got := count(t, d, `PRAGMA user_version`); got != 2 {
			t.Fatalf("version = %d, want 2", got)
		}
		if got := count(t, d, `PRAGMA application_id`); got != testID {
			t.Fatalf("application id = %x, want %x", got, testID)
		}
		d.Close()
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got&^0o640 != 0 {
		t.Errorf("mode = %o, want at most 640", got)
	}
}

func TestOlderFileGetsWhatItLacks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.db")
	first, err := fs.ReadFile(halls.Migrations, "001.sql")
	if err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path, schema(string(first))).Close()
	d := mustOpen(t, path, halls)
	if got := count(t, d, `SELECT count(*) FROM hall`); got != 1 {
		t.Errorf("halls = %d, want 1", got)
	}
}

func TestOddPathsAreOnlyPaths(t *testing.T) {
	for _, name := range []string{"a b", "a?mode=memory", "a#b", "100%", "%41", "a&b=c;d+e", "大厅", "-v", ":memory:"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			if err := os.Mkdir(dir, 0o750); err != nil {
				t.Fatal(err)
			}
			mustOpen(t, filepath.Join(dir, name+".db"), halls).Close()
			files, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if len(files) != 1 || files[0].Name() != name+".db" {
				t.Errorf("files = %v, want only %s.db", files, name)
			}
		})
	}
}

func TestMissingFolderIsNamed(t *testing.T) {
	_, err := Open(t.Context(), filepath.Join(t.TempDir(), "none", "hall.db"), halls)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("err = %v, want fs.ErrNotExist with a hint", err)
	}
}

// made writes a file by plain SQL, as another program would.
func made(t *testing.T, query string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	d, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Exec(query); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWrongFileIsRefusedUnchanged(t *testing.T) {
	for name, c := range map[string]struct {
		query string
		want  error
	}{
		"another program":         {`PRAGMA application_id = 7; CREATE TABLE x(y)`, ErrForeign},
		"program without id":      {`CREATE TABLE x(y)`, ErrForeign},
		"empty but for a version": {`PRAGMA user_version = 9`, ErrForeign},
		"newer version":           {`PRAGMA application_id = 0x54455354; PRAGMA user_version = 3; CREATE TABLE x(y)`, ErrNewer},
	} {
		t.Run(name, func(t *testing.T) {
			path := made(t, c.query)
			before, _ := os.ReadFile(path)
			_, err := Open(t.Context(), path, halls)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), "hint: ") {
				t.Errorf("err = %v, want %v with a hint", err, c.want)
			}
			after, _ := os.ReadFile(path)
			if string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestPictureIsNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("\x89PNG\r\n", 1000)), 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, halls); !Damaged(err) {
		t.Errorf("err = %v, want a damaged file", err)
	}
}

func TestEmptyFileIsNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.db")
	if err := os.WriteFile(path, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path, halls)
}

func TestBrokenMigrationLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.db")
	broken := schema(`CREATE TABLE hall(id INTEGER PRIMARY KEY) STRICT; CREATE TABLE desk(`)
	if _, err := Open(t.Context(), path, broken); err == nil || !strings.Contains(err.Error(), "version 1") {
		t.Fatalf("err = %v, want one that names version 1", err)
	}
	mustOpen(t, path, halls)
}

func TestMigrationsHaveNoGap(t *testing.T) {
	s := Schema{ApplicationID: testID, Migrations: fstest.MapFS{"002.sql": {}}}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "hall.db"), s); err == nil {
		t.Error("a gap was accepted")
	}
}

func TestManyOpenANewFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.db")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			d, err := Open(t.Context(), path, halls)
			if err != nil {
				t.Error(err)
				return
			}
			d.Close()
		})
	}
	all.Wait()
	if got := count(t, mustOpen(t, path, halls), `SELECT count(*) FROM hall`); got != 1 {
		t.Errorf("halls = %d, want 1", got)
	}
}

func TestWriterIsSetUp(t *testing.T) {
	d := mustOpen(t, filepath.Join(t.TempDir(), "hall.db"), halls)
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000",
	} {
		var got string
		if err := d.Write.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %s, %v, want %s", pragma, got, err, want)
		}
	}
	if _, err := d.Write.ExecContext(t.Context(), `INSERT INTO desk VALUES (99)`); err == nil {
		t.Error("a desk without a hall was accepted")
	}
}

func TestReaderCannotWrite(t *testing.T) {
	d := mustOpen(t, filepath.Join(t.TempDir(), "hall.db"), halls)
	if _, err := d.Read.ExecContext(t.Context(), `INSERT INTO hall VALUES (2, 'x')`); err == nil {
		t.Error("a reader wrote")
	}
}

func TestReaderSeesTheOldStateUntilCommit(t *testing.T) {
	d := mustOpen(t, filepath.Join(t.TempDir(), "hall.db"), halls)
	err := d.Tx(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(t.Context(), `INSERT INTO hall VALUES (2, 'x')`); err != nil {
			return err
		}
		if got := count(t, d, `SELECT count(*) FROM hall`); got != 1 {
			t.Errorf("halls before commit = %d, want 1", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := count(t, d, `SELECT count(*) FROM hall`); got != 2 {
		t.Errorf("halls after commit = %d, want 2", got)
	}
}

func TestTxIsAllOrNothing(t *testing.T) {
	d := mustOpen(t, filepath.Join(t.TempDir(), "hall.db"), halls)
	stop := errors.New("stop")
	insert := func(ctx context.Context, end func() error) error {
		return d.Tx(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, `INSERT INTO hall VALUES (2, 'x')`); err != nil {
				return err
			}
			return end()
		})
	}
	t.Run("an error rolls back", func(t *testing.T) {
		if err := insert(t.Context(), func() error { return stop }); !errors.Is(err, stop) {
			t.Errorf("err = %v, want %v", err, stop)
		}
	})
	t.Run("a panic rolls back", func(t *testing.T) {
		defer func() { recover() }()
		insert(t.Context(), func() error { panic("impossible") })
	})
	t.Run("the end of the context rolls back", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		if err := insert(ctx, func() error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("err = %v, want context.Canceled", err)
		}
	})
	if got := count(t, d, `SELECT count(*) FROM hall`); got != 1 {
		t.Errorf("halls = %d, want 1", got)
	}
}

func TestFullDiskIsTold(t *testing.T) {
	d := mustOpen(t, filepath.Join(t.TempDir(), "hall.db"), halls)
	if _, err := d.Write.ExecContext(t.Context(), `PRAGMA max_page_count = 5`); err != nil {
		t.Fatal(err)
	}
	err := d.Tx(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), `INSERT INTO hall VALUES (2, ?)`, strings.Repeat("x", 100_000))
		return err
	})
	if !Full(err) || Damaged(err) {
		t.Errorf("err = %v, want a full disk", err)
	}
}
