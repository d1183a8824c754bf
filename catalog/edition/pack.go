package edition

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"mingbai/catalog"
)

// window is how far back a compressed file may refer, in bytes: what RFC 8878
// asks every decoder to support. It bounds the memory of [Unpack].
const window = 8 << 20

// newPacker returns what packs files, one after the other. Making one costs
// more than a small file; it holds some megabytes and no other resource.
func newPacker() (*zstd.Encoder, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression),
		zstd.WithWindowSize(window), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, fmt.Errorf("start packing: %w", err)
	}
	return e, nil
}

// pack compresses lines, each with its end. The bytes depend on nothing else.
func pack(with *zstd.Encoder, lines Lines) (body []byte, raw int64, err error) {
	var plain bytes.Buffer
	for line, err := range lines {
		if err != nil {
			return nil, 0, err
		}
		plain.Write(line)
		plain.WriteByte('\n')
	}
	if plain.Len() > MaxRaw {
		return nil, 0, fmt.Errorf("%d bytes of lines, more than %d", plain.Len(), MaxRaw)
	}
	return with.EncodeAll(plain.Bytes(), nil), int64(plain.Len()), nil
}

// Unpack yields the lines of the file of o, read from r once. It holds a few
// megabytes at most, whatever the file says of itself, stops after o.Raw
// bytes, and gives ErrBroken for a file that is malformed or not exactly that
// long. An error of r is passed on.
func Unpack(r io.Reader, o Offer) Lines {
	return func(yield func([]byte, error) bool) {
		src := &source{r: r}
		d, err := zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(window), zstd.WithDecoderMaxMemory(uint64(min(max(o.Raw, zstd.MinWindowSize), MaxRaw))))
		if err != nil {
			yield(nil, fmt.Errorf("unpack %s: %w", o.Path, src.sort(err)))
			return
		}
		defer d.Close()
		if err := split(d, o.Raw, yield); err != nil && !errors.Is(err, errStopped) {
			yield(nil, fmt.Errorf("unpack %s: %w", o.Path, src.sort(err)))
		}
	}
}

// errStopped says that nobody wants more lines.
var errStopped = errors.New("stopped")

// split yields the lines of exactly raw bytes.
func split(r io.Reader, raw int64, yield func([]byte, error) bool) error {
	limited := &io.LimitedReader{R: r, N: raw + 1}
	in := bufio.NewReaderSize(limited, int(min(raw+2, catalog.MaxLine+1))) // most deltas are small
	for {
		line, err := in.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return fmt.Errorf("line of more than %d bytes", catalog.MaxLine)
		case err == io.EOF && len(line) > 0:
			return errors.New("the last line has no end")
		case err == io.EOF && limited.N != 1:
			return fmt.Errorf("not the %d bytes that were signed", raw)
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case limited.N == 0:
			return fmt.Errorf("more than the %d bytes that were signed", raw)
		}
		if !yield(line[:len(line)-1], nil) {
			return errStopped
		}
	}
}

// A source remembers whether reading failed by itself.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(b []byte) (int, error) {
	n, err := s.r.Read(b)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// sort tells an error of the source from one of its bytes.
func (s *source) sort(err error) error {
	if s.err != nil {
		return s.err
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}
