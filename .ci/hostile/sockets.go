package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// Sockets are what a process and those beneath it have open.
type sockets struct {
	ears []string // what others can speak to
	out  int      // connections over the network
}

// States of sockets in the tables of the kernel.
const (
	established = "01" // also of a datagram socket that has one peer
	listening   = "0A"
	accepts     = "00010000" // a flag of unix sockets
	datagram    = "0002"     // a type of unix sockets
)

// socketsOf looks at a process and those beneath it. A datagram socket has a
// peer a moment after it is made, so one without is looked at twice: what asks
// for a name has its server for a peer, and nobody else can speak to it.
func socketsOf(pid int) (sockets, error) {
	s, loose, err := look(pid)
	if err != nil || len(loose) == 0 {
		return s, err
	}
	time.Sleep(50 * time.Millisecond)
	_, still, err := look(pid)
	for inode, line := range still {
		if loose[inode] != "" {
			s.ears = append(s.ears, line)
		}
	}
	return s, err
}

// look returns the sockets as they are, and datagram sockets without a peer by
// their inodes.
func look(pid int) (s sockets, loose map[string]string, err error) {
	mine := map[string]bool{}
	for _, one := range family(pid) {
		inodes(one, mine)
	}
	loose = map[string]string{}
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6"} {
		err := rows(pid, table, func(f []string) {
			if len(f) < 10 || !mine[f[9]] {
				return
			}
			line := table + " " + f[1]
			switch state := f[3]; {
			case strings.HasPrefix(table, "tcp"):
				if state == listening {
					s.ears = append(s.ears, line)
				} else if state == established {
					s.out++
				}
			case state != established:
				loose[f[9]] = line
			}
		})
		if err != nil && (table == "tcp" || table == "udp") { // without the others there is none of them
			return s, nil, err
		}
	}
	err = rows(pid, "unix", func(f []string) {
		if len(f) < 7 || !mine[f[6]] {
			return
		}
		if f[3] == accepts || f[4] == datagram && len(f) > 7 { // one with a name takes words from anybody
			s.ears = append(s.ears, strings.Join(append([]string{"unix"}, f[7:]...), " "))
		}
	})
	return s, loose, err
}

// inodes adds the sockets of a process.
func inodes(pid int, all map[string]bool) {
	dir := fmt.Sprintf("/proc/%d/fd/", pid)
	entries, _ := os.ReadDir(dir) // nothing of one that is gone
	for _, e := range entries {
		to, _ := os.Readlink(dir + e.Name())
		if inode, ok := strings.CutPrefix(to, "socket:["); ok {
			all[strings.TrimSuffix(inode, "]")] = true
		}
	}
}

// rows calls yield with the fields of each row of a table of the kernel.
func rows(pid int, table string, yield func([]string)) error {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", pid, table))
	if err != nil {
		return fmt.Errorf("look at sockets: %w", err)
	}
	_, all, _ := strings.Cut(string(b), "\n")
	for line := range strings.Lines(all) {
		yield(strings.Fields(line))
	}
	return nil
}
