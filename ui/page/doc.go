// Package page holds the screens, one a file. A page is a function of
// values: it reads records through a [Desk] and returns boxes. It starts no
// goroutine, keeps nothing and asks nobody for the time but the desk; what
// a visitor chose on it lies in the [Memo] of the visit.
package page
