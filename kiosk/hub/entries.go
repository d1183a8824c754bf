package hub

import (
	"context"
	"fmt"
	"io"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// Slips writes the slips from a day on, one JSON object a line.
func Slips(ctx context.Context, s Store, from catalog.Date, w io.Writer) error {
	return writeEntries(ctx, s, kiosk.ItemSlip, from, w)
}

// Tallies writes the tallies from a day on, one JSON object a line.
func Tallies(ctx context.Context, s Store, from catalog.Date, w io.Writer) error {
	return writeEntries(ctx, s, kiosk.ItemTally, from, w)
}

func writeEntries(ctx context.Context, s Store, kind kiosk.ItemKind, from catalog.Date, w io.Writer) error {
	return s.Entries(ctx, kind, from, func(_ string, e Entry) error {
		_, err := fmt.Fprintf(w, "%s\n", e.Body)
		return err
	})
}
