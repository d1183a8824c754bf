// Package cli holds the publisher's verbs, one file each. They need no
// screen.
package cli
