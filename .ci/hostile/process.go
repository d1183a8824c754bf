package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// childless is an error when a process has a child, or waited for one that did
// anything since it had so many faults of pages: the kernel adds those of
// children to its own.
func childless(pid int, faults string) error {
	for _, one := range family(pid)[1:] {
		return fmt.Errorf("it started another process: %s", command(one))
	}
	if now := faultsOfChildren(pid); now != faults {
		return fmt.Errorf("it started a process that ended already: faults of pages of children were %s, are %s", faults, now)
	}
	return nil
}

// faultsOfChildren is what proc(5) stat calls cminflt, "" of a process that is
// gone.
func faultsOfChildren(pid int) string {
	all := stat(pid)
	if len(all) < 9 {
		return ""
	}
	return all[8]
}

// family returns a process and all beneath it.
func family(pid int) []int {
	files, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is well formed
	children := map[int][]int{}
	for _, file := range files {
		one, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		all := stat(one)
		if err != nil || len(all) < 2 {
			continue // it went meanwhile
		}
		parent, _ := strconv.Atoi(all[1]) // the kernel writes a number
		children[parent] = append(children[parent], one)
	}
	all := []int{pid}
	for i := 0; i < len(all); i++ {
		all = append(all, children[all[i]]...)
	}
	return all
}

// stat returns the fields of proc(5) stat from the state on, none of a process
// that is gone.
func stat(pid int) []string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	return strings.Fields(string(b)[strings.LastIndexByte(string(b), ')')+1:])
}

func command(pid int) string {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)) // "" of one that is gone
	return strings.ReplaceAll(string(b), "\x00", " ")
}
