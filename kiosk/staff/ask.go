package staff

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// askPIN asks twice at a terminal, without echo, and reads one line from
// anything else.
func (c Console) askPIN() (PIN, error) {
	f, ok := c.In.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return linePIN(c.In)
	}
	first, err := c.secret(f, "PIN: ")
	if err != nil {
		return "", err
	}
	again, err := c.secret(f, "again: ")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", errors.New("the two PINs differ; hint: type the same one twice")
	}
	return first, nil
}

func (c Console) secret(f *os.File, ask string) (PIN, error) {
	fmt.Fprint(c.Err, ask)
	b, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(c.Err)
	if err != nil {
		return "", fmt.Errorf("read PIN: %w; hint: type it at a terminal, or give it on standard input", err)
	}
	return PIN(b), nil
}

func linePIN(in io.Reader) (PIN, error) {
	if in == nil {
		return "", errors.New("read PIN: no standard input; hint: type it at a terminal, or give it on standard input")
	}
	line, err := bufio.NewReader(io.LimitReader(in, 1000)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read PIN: %w; hint: type it at a terminal, or give it on standard input", err)
	}
	return PIN(strings.TrimRight(line, "\r\n")), nil
}
