// Package ui is the screen: one window, one page at a time. The Shell draws
// the page of the current visit, keeps the history, switches languages and
// modes in place, and forgets a visitor who has left. It is the only caller
// of fyne.Do.
package ui
