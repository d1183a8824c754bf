package review

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"mingbai/catalog"
)

// TestScoreKnowsItsFields fails when a field that counts is misspelt, or a
// kind is left out.
func TestScoreKnowsItsFields(t *testing.T) {
	for _, kind := range catalog.Kinds() {
		names, ok := counts[kind]
		if !ok {
			t.Errorf("kind %s has no fields that count", kind)
		}
		r, err := catalog.ReadRecord(fmt.Appendf(nil, `{"id":"%s/a"}`, kind))
		if err != nil {
			t.Fatal(err)
		}
		have := tags(r.Body)
		for _, either := range names {
			for _, name := range strings.Split(either, "|") {
				if !have[name] {
					t.Errorf("kind %s has no field %s", kind, name)
				}
			}
		}
	}
}

// tags lists the JSON names of the fields of a struct.
func tags(body any) map[string]bool {
	all := map[string]bool{}
	for i, typ := 0, reflect.TypeOf(body).Elem(); i < typ.NumField(); i++ {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		all[name] = true
	}
	return all
}

func TestColumnsAreCalledAsOnTheScreen(t *testing.T) {
	b, err := os.ReadFile("../../assets/text/zh.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(b, &words); err != nil {
		t.Fatal(err)
	}
	for _, c := range catalog.Columns() {
		if want := words["column."+c]; want == "" || columnName(c) != want {
			t.Errorf("column %s is %s on the screen, %s here", c, want, columnName(c))
		}
	}
}
