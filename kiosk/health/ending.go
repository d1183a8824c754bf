package health

import "strings"

// A Cause is why a run of the program ended.
type Cause string

// The causes. Of a run that just stopped nobody knows more than [Killed].
const (
	Told    Cause = "told"    // somebody ended it
	Planned Cause = "planned" // it gives memory back at night
	Rested  Cause = "rested"  // it has waited, and tries again
	Display Cause = "display" // the display went away
	Failed  Cause = "failed"  // it could not begin
	Panic   Cause = "panic"   // a fault of the program
	Frozen  Cause = "frozen"  // the screen no longer answered
	Full    Cause = "memory"  // it had too much memory
	Blank   Cause = "picture" // the screen was of one colour
	Killed  Cause = "killed"  // nothing is known: too much memory, or an order that cannot be refused
)

// Bad reports whether an end of this cause counts against the program.
func (c Cause) Bad() bool {
	switch c {
	case Told, Planned, Rested, Display:
		return false
	}
	return true
}

// sure reports whether what was on the screen is likely to blame.
func (c Cause) sure() bool { return c == Panic || c == Frozen }

// causeOf reads from what the runtime left behind why a run died. Of its own
// fatal errors the runtime leaves the stack and not the words.
func causeOf(log string) Cause {
	log = strings.TrimSpace(log)
	first, _, _ := strings.Cut(log, "\n\n")
	switch {
	case log == "":
		return Killed
	case strings.Contains(first, "runtime.throw(") && strings.Contains(first, "runtime.mallocgc"):
		return Full
	case strings.HasPrefix(log, "SIGABRT") || strings.HasPrefix(log, "SIGQUIT"): // the supervisor's watchdog
		return Frozen
	}
	return Panic
}

// gist is the line of what the runtime left behind that says the most.
func gist(log string) string {
	line, rest, _ := strings.Cut(strings.TrimSpace(log), "\n")
	if strings.HasPrefix(line, "goroutine ") {
		line, _, _ = strings.Cut(rest, "\n")
	}
	return line[:min(len(line), 200)]
}
