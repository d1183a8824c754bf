// Package text holds the words on the screen in every language. Words come
// only from keys, so that a test finds those that are missing, unused or
// differ in their placeholders.
package text
