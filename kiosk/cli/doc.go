// Package cli holds the kiosk's verbs, one file each.
package cli
