package exchange

import (
	"reflect"
	"slices"
	"strings"

	"mingbai/catalog"
)

// between divides the cells of a table that is written into one cell.
const between = " | "

// rowsOf returns a table in one language, without what is missing at its
// end.
func rowsOf(grid [][]catalog.Text, lang catalog.Lang) [][]string {
	var all [][]string
	for _, row := range grid {
		all = append(all, lines(row, lang))
	}
	for len(all) > 0 && len(all[len(all)-1]) == 0 {
		all = all[:len(all)-1]
	}
	return all
}

func showGrid(c *column, v reflect.Value, _ *directory) string {
	var all []string
	for _, row := range rowsOf(v.Interface().([][]catalog.Text), c.lang) {
		line := slices.Clone(row)
		for i := range line {
			line[i] = strings.ReplaceAll(line[i], "\n", inLine)
		}
		all = append(all, strings.TrimSpace(strings.Join(line, between)))
	}
	return cleanLines(all)
}

func readGrid(_ *column, s string, _ *directory) (any, *fault) {
	var all [][]string
	for line := range strings.SplitSeq(s, "\n") {
		var row []string
		for cell := range strings.SplitSeq(strings.ReplaceAll(line, "｜", "|"), "|") {
			row = append(row, norm(strings.ReplaceAll(cell, inLine, "\n")))
		}
		all = append(all, trimmed(row))
	}
	for len(all) > 0 && len(all[len(all)-1]) == 0 {
		all = all[:len(all)-1]
	}
	return all, nil
}

func sameGrid(c *column, v reflect.Value, val any) bool {
	all, _ := val.([][]string)
	return slices.EqualFunc(rowsOf(v.Interface().([][]catalog.Text), c.lang), all, slices.Equal)
}

func putGrid(c *column, v reflect.Value, val any) {
	all, _ := val.([][]string)
	grid := v.Interface().([][]catalog.Text)
	other := make([][]catalog.Text, max(len(grid), len(all)))
	for i := range other {
		var old []catalog.Text
		var row []string
		if i < len(grid) {
			old = grid[i]
		}
		if i < len(all) {
			row = all[i]
		}
		other[i] = append([]catalog.Text{}, withLines(old, c.lang, row)...) // [] where it is empty, not null
	}
	for len(other) > 0 && len(other[len(other)-1]) == 0 {
		other = other[:len(other)-1]
	}
	v.SetZero()
	if len(other) > 0 {
		v.Set(reflect.ValueOf(other))
	}
}
