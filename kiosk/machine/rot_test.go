package machine_test

import (
	"database/sql"
	"testing"

	"mingbai/catalog"
)

// rot changes a word of a record behind everybody's back. The driver is there
// because the machine opens its files by it.
func rot(t *testing.T, path string, id catalog.ID) {
	t.Helper()
	d := ok(sql.Open("sqlite3", "file:"+path+"?_busy_timeout=5000"))(t)
	defer d.Close()
	done := ok(d.Exec(`UPDATE record SET line = CAST(replace(CAST(line AS TEXT), '收费', '九费') AS BLOB) WHERE id = ?`, id))(t)
	if n, err := done.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d rows, %v", n, err)
	}
}
