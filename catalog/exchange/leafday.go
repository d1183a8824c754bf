package exchange

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"time"

	"mingbai/catalog"
)

var (
	serial  = regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]+)?$`)
	dayForm = regexp.MustCompile(`^([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$`)
	compact = regexp.MustCompile(`^([0-9]{4})([0-9]{2})([0-9]{2})$`)
)

func showDate(_ *column, v reflect.Value, _ *directory) string {
	return v.Interface().(catalog.Date).String()
}

// cellDate returns a day that a spreadsheet can count; it begins in 1900 and
// has a day too many before March.
func cellDate(v reflect.Value) any {
	d := v.Interface().(catalog.Date)
	if d.IsZero() || d.Year < 1901 || d.Year > 9998 {
		return nil
	}
	return d.Time()
}

// readDate reads a day as people write it or as spreadsheets count it.
func readDate(_ *column, s string, _ *directory) (any, *fault) {
	word := narrow(s)
	m := dayForm.FindStringSubmatch(word)
	if m == nil {
		m = compact.FindStringSubmatch(word)
	}
	if m == nil && serial.MatchString(word) {
		if d, ok := serialDay(word); ok {
			return d, nil
		}
	}
	if m == nil {
		return nil, faultf("「%s」不是日期，请写成 2026-11-18", "%q is no date; write it as 2026-11-18", brief(s))
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	d := catalog.DateOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
	if d != (catalog.Date{Year: year, Month: time.Month(month), Day: day}) || year == 0 {
		return nil, faultf("没有 %s 这一天，请改正", "there is no day %s; correct it", fmt.Sprintf("%d-%d-%d", year, month, day))
	}
	return d, nil
}

// serialDay returns the day that a spreadsheet counts from the end of 1899.
func serialDay(s string) (catalog.Date, bool) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 367 || n >= 2958466 { // 1901 to 9999
		return catalog.Date{}, false
	}
	return catalog.Date{Year: 1899, Month: time.December, Day: 30}.Add(int(n)), true
}
