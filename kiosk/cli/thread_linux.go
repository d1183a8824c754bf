package cli

import "syscall"

// thread names the thread of the operating system that runs the caller. It
// means something only while the goroutine is locked to it.
func thread() int { return syscall.Gettid() }
