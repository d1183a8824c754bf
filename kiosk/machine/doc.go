// Package machine opens what a kiosk needs and answers the pages. It owns
// the state; the screen only reads it.
package machine
