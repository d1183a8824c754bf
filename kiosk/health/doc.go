// Package health keeps a working screen before the visitors: it notices what
// has gone wrong, ends what cannot be mended so that the supervisor starts it
// again, and begins more carefully after that.
//
//	run, err := health.Open(health.Setup{Dir: dir, Version: "0.1.0", Time: health.SystemTime()})
//	run.Showing("guide/pension-enrolment") // before it is drawn
//	run.Care("guide/pension-enrolment")    // how it may be drawn
//	run.End(health.Told, "")
//
// # What is kept
//
//	running     what this run shows, written in place and never synced: it has
//	            to outlive the process, not the power
//	crash.log   the stacks of a run that died
//	crashes     the last ends that were no good, and which pages to hold back
//
// # The rules
//
//   - A page whose drawing failed is shown in words alone, and if these fail
//     too, as an apology with the next step, as long as content and program
//     are the same ([Run.Care]).
//   - Three bad ends within ten minutes, and the next run leaves out what is
//     not needed; six within an hour, and it rests with a screen that says
//     whom to ask, for 1, 2, 4 minutes and so on up to 15 ([Run.Mode]). The
//     night after, everything is tried again.
//   - The goroutine that draws is asked every second; only its answer
//     feeds the supervisor's watchdog. After eight seconds without one the
//     program ends ([Pulse]).
//   - Memory that grew is given back at night, or by day while nobody is
//     there ([Memory]).
//   - A screen of one colour for ten seconds is a fault ([Picture]).
//
// The package draws nothing, knows no window and starts no goroutine: its
// work is for chores, and who has the window answers its questions.
package health
