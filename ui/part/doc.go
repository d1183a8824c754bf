// Package part holds the pieces that pages are made of: text that breaks
// Chinese lines rightly, tiles that survive a shaking finger, a list that
// scrolls under it, QR codes in whole pixels.
//
// A page is a tree of boxes. A [Box] knows how high it is for a width and
// puts itself on a [Stage], which turns design pixels into objects of the
// toolkit at fixed places. Nothing is laid out twice: when a page changes it
// is put anew.
//
// The package knows no kind of record and no route; pages do.
package part
