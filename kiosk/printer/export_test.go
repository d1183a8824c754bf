package printer

import "time"

// Patience sets how long a printer may do nothing.
func (p *Printer) Patience(d time.Duration) {
	switch device := p.device.(type) {
	case *roll:
		device.patience = d
	case *queue:
		device.patience, device.every = d, d/10
	}
}
