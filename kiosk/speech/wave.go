package speech

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// ErrNotWave says that bytes are no sound that can be played: a WAV file of
// 16-bit samples.
var ErrNotWave = errors.New("not a WAV file of 16-bit samples")

// A format is how samples lie in a stream: signed 16 bits, the lower byte
// first.
type format struct {
	rate     int // samples a second
	channels int
}

// bytesPerSecond returns how many bytes are one second.
func (f format) bytesPerSecond() int { return f.rate * f.channels * 2 }

// chunk is how much sound is handed over at once: a tenth of a second of
// espeak-ng's, so that a stop is heard at once.
const chunk = 4096

// readSound reads a WAV file, in a stream or whole, and hands its samples to
// play.
func readSound(r io.Reader, play func(format, []byte) error) error {
	f, size, err := readHeader(r)
	if err != nil {
		return err
	}
	r = io.LimitReader(r, size)
	buf := make([]byte, chunk)
	for {
		n, err := io.ReadFull(r, buf)
		if n > 1 {
			if err := play(f, buf[:n&^1]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return fmt.Errorf("read sound: %w", err)
		}
	}
}

// readHeader reads up to the samples and returns how many bytes they are; a
// stream does not know and gives a very high number.
func readHeader(r io.Reader) (f format, size int64, err error) {
	var riff [12]byte
	if _, err := io.ReadFull(r, riff[:]); err != nil {
		return f, 0, fmt.Errorf("%w: %w", ErrNotWave, err)
	}
	if string(riff[:4]) != "RIFF" || string(riff[8:]) != "WAVE" {
		return f, 0, ErrNotWave
	}
	for range 32 {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return f, 0, fmt.Errorf("%w: %w", ErrNotWave, err)
		}
		size := int64(binary.LittleEndian.Uint32(head[4:]))
		switch name := string(head[:4]); {
		case name == "data" && f.rate > 0:
			return f, size, nil
		case name == "data" || size > 1<<20:
			return f, 0, ErrNotWave
		case name == "fmt ":
			if f, err = readFormat(r, size); err != nil {
				return f, 0, err
			}
		default:
			if _, err := io.CopyN(io.Discard, r, size+size&1); err != nil {
				return f, 0, fmt.Errorf("%w: %w", ErrNotWave, err)
			}
		}
	}
	return f, 0, ErrNotWave
}

func readFormat(r io.Reader, size int64) (format, error) {
	if size < 16 || size > 64 {
		return format{}, ErrNotWave
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		return format{}, fmt.Errorf("%w: %w", ErrNotWave, err)
	}
	f := format{int(binary.LittleEndian.Uint32(b[4:])), int(binary.LittleEndian.Uint16(b[2:]))}
	pcm := binary.LittleEndian.Uint16(b) == 1 && binary.LittleEndian.Uint16(b[14:]) == 16
	if !pcm || f.rate < 8000 || f.rate > 192000 || f.channels < 1 || f.channels > 2 {
		return format{}, ErrNotWave
	}
	return f, nil
}

// amplify makes samples louder or softer in place: percent of what they are.
func amplify(samples []byte, percent int) {
	if percent == 100 {
		return
	}
	for i := 0; i+1 < len(samples); i += 2 {
		v := int(int16(binary.LittleEndian.Uint16(samples[i:]))) * percent / 100
		binary.LittleEndian.PutUint16(samples[i:], uint16(int16(min(max(v, -1<<15), 1<<15-1))))
	}
}
