package press

import (
	"errors"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// Renew signs the timestamp again, so that kiosks know that what they have is
// still the newest. It is due every few hours, see [trust.Lifetimes].
func (r *Repository) Renew(k *trust.Key, i trust.Issue) error {
	err := r.published()
	if err == nil {
		err = r.mustBeOnline(r.Documents(), k)
	}
	if err != nil {
		return fmt.Errorf("renew timestamp: %w", err)
	}
	sealed, err := trust.Seal(r.Documents(), r.Documents(), k, i)
	if err == nil {
		err = r.carryOut(turn{documents: sealed, today: catalog.DateOf(i.At)})
	}
	if err != nil {
		return fmt.Errorf("renew timestamp: %w", err)
	}
	return nil
}

// published refuses a repository without an edition.
func (r *Repository) published() error {
	if r.m.Edition == 0 {
		return errors.New("no edition is published; hint: propose, sign, clear and publish one first")
	}
	return nil
}
