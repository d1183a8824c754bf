//go:build !linux

package cli

// thread is not known here.
func thread() int { return 0 }
