// Package gallery has every page with the starter catalog's content: a list
// for tests and pictures, and the one place that draws without a window.
package gallery
