package exchange_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

var renew = flag.Bool("renew", false, "write the schema anew")

const schemaFile = "schema/record.schema.json"

func TestSchemaIsCurrent(t *testing.T) {
	want, err := exchange.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *renew {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(schemaFile); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s does not say what the types say (%v); renew it: go test ./catalog/exchange -run TestSchemaIsCurrent -renew", schemaFile, err)
	}
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	s, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func document(t *testing.T, b []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestStarterCatalogIsOfTheSchema(t *testing.T) {
	s, n := schema(t), 0
	paths, err := fs.Glob(assets.Seed(), "*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		b, err := fs.ReadFile(assets.Seed(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(document(t, b)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		n++
	}
	if n < 285 {
		t.Errorf("only %d records", n)
	}
}

func TestSchemaRefusesWhatWouldBeLostOrUnreadable(t *testing.T) {
	s := schema(t)
	for name, c := range map[string]struct {
		record string
		ok     bool
	}{
		"bare words and codes":       {`{"id":"fee/a","title":"a","office":"office/a","body":{"sort":"market","ways":["phone",{"code":"x","text":"某"}]}}`, true},
		"unknown fields of a body":   {`{"id":"fee/a","title":"a","office":"office/a","new":1,"body":{"new":{"x":[]}}}`, true},
		"an unknown kind":            {`{"id":"poem/a","title":"a","body":{"verses":["a"]}}`, true},
		"a language of its own":      {`{"id":"topic/a","title":{"zh":"a","ko":"b"}}`, true},
		"no date":                    {`{"id":"topic/a","title":"a","checked":{"on":""}}`, true},
		"no id":                      {`{"title":"a"}`, false},
		"no title":                   {`{"id":"topic/a"}`, false},
		"no Chinese title":           {`{"id":"topic/a","title":{"en":"a"}}`, false},
		"no office":                  {`{"id":"fee/a","title":"a"}`, false},
		"a malformed id":             {`{"id":"Fee/a","title":"a"}`, false},
		"a date with a clock":        {`{"id":"topic/a","title":"a","checked":{"on":"2026-11-18T00:00"}}`, false},
		"money in yuan":              {`{"id":"fee/a","title":"a","office":"office/a","body":{"standard":{"amount":80.5}}}`, false},
		"a word for a number":        {`{"id":"topic/a","title":"a","body":{"order":"1"}}`, false},
		"an unknown field in a list": {`{"id":"fee/a","title":"a","office":"office/a","body":{"exemptions":[{"new":1}]}}`, false},
		"a link without address":     {`{"id":"office/a","title":"a","body":{"site":{"title":"x"}}}`, false},
	} {
		err := s.Validate(document(t, []byte(c.record)))
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
		if _, readErr := catalog.ReadRecord([]byte(c.record)); c.ok && readErr != nil {
			t.Errorf("%s: the schema allows what is not read: %v", name, readErr)
		}
	}
}

// TestSchemaDescribesEverything wants a title and a description in Chinese
// and English at every type and field.
func TestSchemaDescribesEverything(t *testing.T) {
	b, err := exchange.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(b, &root); err != nil {
		t.Fatal(err)
	}
	described := 0
	check := func(path string, v any) {
		described++
		m := v.(map[string]any)
		title, _ := m["title"].(string)
		zh, en, both := strings.Cut(m["description"].(string), "\n")
		if title == "" || !both || zh == "" || en == "" {
			t.Errorf("%s: title %q, description %q: write it into wordings", path, title, m["description"])
		}
	}
	struct_ := func(path string, v any) {
		check(path, v)
		properties, _ := v.(map[string]any)["properties"].(map[string]any)
		for name, p := range properties {
			check(path+"."+name, p)
		}
	}
	struct_("Record", root)
	for name, v := range root["$defs"].(map[string]any) {
		struct_(name, v)
	}
	if described < 200 {
		t.Errorf("only %d types and fields", described)
	}
}
