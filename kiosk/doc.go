// Package kiosk is the machine in the hall: plain types without input or
// output. What is published is package catalog's; how it is drawn is ui's.
package kiosk
