package db

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// writeAddress names the file for the connection that writes. The options
// stand here and not in an Exec: each connection of a pool has its own.
func writeAddress(path string) string {
	return address(path, "mode=rw&_journal_mode=WAL&_txlock=immediate&_synchronous=FULL"+
		"&_foreign_keys=1&_busy_timeout=5000&_cache_size=-16384")
}

// readAddress names the file for connections that only read.
func readAddress(path string) string {
	return address(path, "mode=ro&_query_only=1&_busy_timeout=5000&_stmt_cache_size=32&_cache_size=-16384")
}

// address is a URI, so that ?, #, % and spaces in a path are only letters.
func address(path, options string) string {
	u := url.URL{Scheme: "file", Path: path, RawQuery: options}
	return u.String()
}

// create makes an empty file, which SQLite takes for a new database and whose
// mode it gives to the files beside it. An existing file is not even opened:
// closing it here would drop the locks this process holds on it.
func create(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w; hint: make its folder first: mkdir -p %s", err, filepath.Dir(path))
	case err != nil:
		return err
	}
	return errors.Join(f.Close(), syncDir(filepath.Dir(path)))
}

// syncDir makes the names in a directory survive a power cut.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
