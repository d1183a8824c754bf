package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// ErrRecording says that a recording could not be played.
var ErrRecording = errors.New("recording cannot be played")

// MaxRecording is the longest recording that is played, in bytes: twenty
// minutes at 44,100 samples.
const MaxRecording = 110 << 20

// read says a script into a sink.
func (s *Speaker) read(ctx context.Context, script Script, to sink) error {
	defer to.drop()
	unplayed := s.recording(ctx, script.Recording, to)
	if script.Recording != "" && !errors.Is(unplayed, ErrRecording) {
		return unplayed
	}
	for i, p := range script.Pieces {
		if script.At != nil {
			script.At(i)
		}
		if err := s.engine.speak(ctx, p, s.playing(ctx, to)); err != nil {
			return err
		}
	}
	if err := to.finish(); err != nil {
		return err
	}
	return unplayed
}

// recording plays a file; an error of the file is ErrRecording, and nothing
// of it was heard.
func (s *Speaker) recording(ctx context.Context, path string, to sink) error {
	if path == "" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrRecording, err)
	}
	defer file.Close()
	heard := false
	play := s.playing(ctx, to)
	err = readSound(io.LimitReader(file, MaxRecording), func(f format, samples []byte) error {
		heard = true
		return play(f, samples)
	})
	switch {
	case err == nil && !heard, errors.Is(err, ErrNotWave):
		return fmt.Errorf("%w: %s: %w", ErrRecording, path, ErrNotWave)
	case err != nil:
		return err
	}
	return to.finish()
}

// playing returns what hands samples to a sink as loud as is wished, as long
// as somebody may hear them.
func (s *Speaker) playing(ctx context.Context, to sink) func(format, []byte) error {
	_, live := to.(*player)
	return func(f format, samples []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if live {
			if err := s.plugged(); err != nil {
				return err
			}
		}
		amplify(samples, s.Volume())
		return to.play(f, samples)
	}
}
