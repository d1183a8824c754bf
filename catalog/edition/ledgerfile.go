package edition

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"mingbai/catalog"
)

// maxEntry is the longest line of a kept ledger, in bytes.
const maxEntry = 512

// ledgerJSON is the first line of a kept ledger.
type ledgerJSON struct {
	Ledger   int      `json:"ledger"` // the version of this form
	V        int64    `json:"v"`
	First    int64    `json:"first"`
	Keyframe Keyframe `json:"keyframe"`
	Entries  int      `json:"entries"`
}

// Write writes the ledger: a JSON line, then "id edition sum" for each
// record, with "-" for the sum of one that went. The caller makes the file
// last.
func (l Ledger) Write(w io.Writer) error {
	head, err := json.Marshal(ledgerJSON{1, l.v, l.first, l.keyframe, len(l.last)})
	if err != nil {
		return fmt.Errorf("write ledger: %w", err)
	}
	out := bufio.NewWriter(w)
	out.Write(append(head, '\n')) // errors stay until Flush
	for _, id := range slices.Sorted(maps.Keys(l.last)) {
		c := l.last[id]
		sum := "-"
		if !c.gone {
			sum = hex.EncodeToString(c.sum[:])
		}
		fmt.Fprintf(out, "%s %d %s\n", id, c.v, sum)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write ledger: %w", err)
	}
	return nil
}

// ReadLedger reads what Write wrote, and refuses a file that is torn or was
// changed. A publisher goes on with [NewLedger] then.
func ReadLedger(r io.Reader) (Ledger, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxEntry)
	l, n, err := readHead(in)
	for err == nil && in.Scan() {
		if err = l.read(in.Text()); err == nil && len(l.last) > n {
			err = fmt.Errorf("more than %d records", n)
		}
	}
	if err = errors.Join(err, in.Err()); err == nil && len(l.last) < n {
		err = fmt.Errorf("%d records of %d; it was cut", len(l.last), n)
	}
	if err != nil {
		return Ledger{}, fmt.Errorf("read ledger: %w; hint: begin a new ledger from the published edition", err)
	}
	return l, nil
}

func readHead(in *bufio.Scanner) (Ledger, int, error) {
	var j ledgerJSON
	in.Scan() // the error, if any, is asked for later
	if err := json.Unmarshal(in.Bytes(), &j); err != nil {
		return Ledger{}, 0, err
	}
	k := j.Keyframe
	sound := j.Ledger == 1 && 0 <= j.First && j.First <= j.V && j.V <= maxEdition &&
		(k.V == 0 || j.First <= k.V && k.V <= j.V) && k.Length >= 0
	if !sound {
		return Ledger{}, 0, errors.New("its first line makes no sense")
	}
	return Ledger{v: j.V, first: j.First, keyframe: k, last: map[catalog.ID]change{}}, j.Entries, nil
}

// read reads the line of one record.
func (l Ledger) read(line string) error {
	parts := strings.Split(line, " ")
	if len(parts) != 3 {
		return fmt.Errorf("line %q: want id, edition and sum", line)
	}
	id := catalog.ID(parts[0])
	if err := id.Check(); err != nil {
		return err
	}
	if _, ok := l.last[id]; ok {
		return fmt.Errorf("%s comes twice", id)
	}
	c := change{gone: parts[2] == "-"}
	var err error
	if c.v, err = strconv.ParseInt(parts[1], 10, 64); err != nil || c.v < 1 || c.v > l.v {
		return fmt.Errorf("%s: edition %q", id, parts[1])
	}
	if !c.gone {
		sum, err := ParseDigest(parts[2])
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		c.sum = Sum(sum)
	}
	l.last[id] = c
	return nil
}
