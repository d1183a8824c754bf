package printer

import (
	"bytes"
	"compress/zlib"
	"fmt"
)

// An A4 page in points, 72 to the inch.
const (
	pointsWide = 595.276
	pointsHigh = 841.89
)

// A document is a PDF file with a picture on each page, and nothing else: it
// names no author and no time. It is written page by page, so that the
// pictures do not lie in memory side by side.
type document struct {
	out   bytes.Buffer
	at    []int // of each object, in bytes; object n+1 is at[n]
	pages int
}

// newDocument begins a file of so many pages. Objects 1 and 2 are the catalog
// and the list of pages; each page has three: itself, its content, its image.
func newDocument(pages int) *document {
	d := &document{pages: pages}
	d.out.WriteString("%PDF-1.4\n")
	d.object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids bytes.Buffer
	for n := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 3+3*n)
	}
	d.object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 %.3f %.3f] >>", pages, kids.String(), pointsWide, pointsHigh))
	return d
}

func (d *document) object(body string) {
	d.at = append(d.at, d.out.Len())
	fmt.Fprintf(&d.out, "%d 0 obj\n%s\nendobj\n", len(d.at), body)
}

func (d *document) stream(dict string, content []byte) {
	d.object(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(content), content))
}

// add puts b on the next page, which it fills.
func (d *document) add(b *bitmap) error {
	n := len(d.at) + 1
	d.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /XObject << /P %d 0 R >> >> >>", n+1, n+2))
	d.stream("", fmt.Appendf(nil, "%.3f 0 0 %.3f 0 0 cm /P Do", pointsWide, pointsHigh))
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(b.bits); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	d.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode", b.w, b.h), packed.Bytes())
	return nil
}

// bytes ends the file and returns it.
func (d *document) bytes() []byte {
	start := d.out.Len()
	fmt.Fprintf(&d.out, "xref\n0 %d\n0000000000 65535 f \n", len(d.at)+1)
	for _, at := range d.at {
		fmt.Fprintf(&d.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&d.out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(d.at)+1, start)
	return d.out.Bytes()
}
