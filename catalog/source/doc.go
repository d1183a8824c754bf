// Package source is where records come from. So far that is a folder of
// records, one JSON file each, such as the embedded starter catalog.
package source
