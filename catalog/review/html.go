package review

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"mingbai/catalog"
)

//go:embed report.html
var reportHTML string

// WriteHTML writes the report as one page that needs nothing else.
func (r Report) WriteHTML(w io.Writer) error {
	t, err := template.New("report").Funcs(template.FuncMap{
		"zh":       func(t catalog.Text) string { return t[catalog.ZH] },
		"en":       func(t catalog.Text) string { return t[catalog.EN] },
		"severity": func(s catalog.Severity) string { return severities[s].code },
		"word":     func(s catalog.Severity) string { return severities[s].zh + " " + severities[s].en },
	}).Parse(reportHTML)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if err := t.Execute(w, r); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
