package speech

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// setPipeSize is F_SETPIPE_SZ of fcntl(2).
const setPipeSize = 1031

// A sink takes the sound of one Say.
type sink interface {
	// play takes samples, waiting while it has enough. A change of format
	// ends what went before.
	play(f format, samples []byte) error
	// finish waits until all is heard.
	finish() error
	// drop ends at once; what is not heard yet never is.
	drop()
}

// A player is a sink that plays by aplay. It keeps under half a second of
// sound, so that little is made in advance of what is heard.
type player struct {
	ctx     context.Context // of the one Say that it belongs to
	program string
	device  string
	wait    time.Duration // see patience
	format  format
	cmd     *exec.Cmd
	in      *os.File
	stop    context.CancelFunc
	said    tail
}

func (p *player) play(f format, samples []byte) error {
	if p.cmd != nil && p.format != f {
		if err := p.finish(); err != nil {
			return err
		}
	}
	if p.cmd == nil {
		if err := p.start(f); err != nil {
			return err
		}
	}
	if err := p.in.SetWriteDeadline(time.Now().Add(p.wait)); err != nil {
		return fmt.Errorf("play: %w", err)
	}
	if _, err := p.in.Write(samples); err != nil {
		return p.broken(err)
	}
	return nil
}

// broken ends the player and tells what it complained about.
func (p *player) broken(err error) error {
	p.drop()
	return stuck("play", fmt.Errorf("%w %s", err, p.said.text))
}

func (p *player) start(f format) error {
	out, in, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("play: %w", err)
	}
	defer out.Close()
	shorten(in)
	args := []string{"-q", "-t", "raw", "-f", "S16_LE", "-r", strconv.Itoa(f.rate), "-c", strconv.Itoa(f.channels), "-B", "300000"}
	if p.device != "" {
		args = append(args, "-D", p.device)
	}
	ctx, stop := context.WithCancel(p.ctx)
	cmd := command(ctx, p.program, args...)
	cmd.Stdin, cmd.Stderr = out, &p.said
	if err := cmd.Start(); err != nil {
		stop()
		in.Close()
		return fmt.Errorf("play: %w", err)
	}
	p.cmd, p.in, p.stop, p.format = cmd, in, stop, f
	return nil
}

// shorten makes a pipe hold no more than a fifth of a second, if it can: what
// lies in a pipe is made before it is wanted.
func shorten(pipe *os.File) {
	if raw, err := pipe.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { _, _, _ = syscall.Syscall(syscall.SYS_FCNTL, fd, setPipeSize, 2*chunk) })
	}
}

func (p *player) finish() error {
	if p.cmd == nil {
		return nil
	}
	p.in.Close()
	limit := time.AfterFunc(p.wait, p.stop)
	err := p.cmd.Wait()
	late := !limit.Stop()
	p.stop()
	p.cmd = nil
	switch {
	case late && err != nil:
		return fmt.Errorf("play: %w", ErrStuck)
	case err != nil:
		return fmt.Errorf("play: %w %s", err, p.said.text)
	}
	return nil
}

func (p *player) drop() {
	if p.cmd == nil {
		return
	}
	p.stop()
	p.in.Close()
	_ = p.cmd.Wait() // it was killed: its end says nothing
	p.cmd = nil
}

// A recorder is a sink that writes a WAV file to w, for machines without a
// sound card and for tests.
type recorder struct {
	w      io.Writer
	format format
}

func (r *recorder) play(f format, samples []byte) error {
	if r.format == (format{}) {
		r.format = f
		if _, err := r.w.Write(streamHeader(f)); err != nil {
			return fmt.Errorf("record: %w", err)
		}
	}
	if r.format != f {
		return fmt.Errorf("record: sound of %d and of %d samples a second in one file", r.format.rate, f.rate)
	}
	if _, err := r.w.Write(samples); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

func (r *recorder) finish() error { return nil }
func (r *recorder) drop()         {}

// streamHeader is the head of a WAV file whose length is not known yet.
func streamHeader(f format) []byte {
	b := []byte("RIFF\xff\xff\xff\x7fWAVEfmt ")
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint16(b, uint16(f.channels))
	b = binary.LittleEndian.AppendUint32(b, uint32(f.rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(f.bytesPerSecond()))
	b = binary.LittleEndian.AppendUint16(b, uint16(f.channels*2))
	b = binary.LittleEndian.AppendUint16(b, 16)
	return append(b, "data\xdb\xff\xff\x7f"...)
}
