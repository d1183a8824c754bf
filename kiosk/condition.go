package kiosk

import (
	"time"

	"mingbai/catalog"
)

// The codes of conditions.
const (
	Offline     = "offline"          // no source has answered for an hour
	Stale       = "stale"            // nobody has vouched for a week that this is the newest
	ClockUnsure = "clock-unsure"     // the clock of this machine is wrong
	DiskLow     = "disk-low"         // no room for the next edition
	NeedsUpdate = "needs-app-update" // the newest edition needs a newer program
	NotTrusted  = "not-trusted"      // a source offers what the right people did not sign
	Damaged     = "damaged"          // the catalog on this disk was broken and made anew
	NoRoot      = "no-root"          // sources are named, but nobody whom to trust
)

// Say returns the visitor's sentence of a condition: what does not work, and
// what to do instead. A code without one has no words. The caller owns it.
func Say(code string) catalog.Text {
	t := catalog.Text{}
	for i, lang := range []catalog.Lang{catalog.ZH, catalog.EN, catalog.RU} {
		if words := sentences[code][i]; words != "" {
			t[lang] = words
		}
	}
	return t
}

// sentences are Chinese, English and Russian.
var sentences = map[string][3]string{
	Offline:     {"离线运行，内容照常可用", "Offline; everything here still works", "Нет сети; всё можно читать"},
	Stale:       {"内容可能已变化，请以窗口为准", "Content may have changed; please ask at the window", "Данные могли измениться; уточните в окне"},
	ClockUnsure: {"本机时间可能不准，请以大厅时钟为准", "This clock may be wrong; go by the hall's clock", "Часы могут быть неточны; сверьтесь с часами зала"},
	DiskLow:     {"暂时不能更新内容，请以窗口为准", "No update for now; please ask at the window", "Пока без обновлений; уточните в окне"},
	NeedsUpdate: {"有新内容本机还不能显示，请以窗口为准", "Newer content cannot be shown yet; please ask at the window", "Новые данные пока не показать; уточните в окне"},
	NotTrusted:  {"新内容未通过核验，仍显示原内容", "New content failed its check; this is the content before it", "Новые данные не прошли проверку; показаны прежние"},
	Damaged:     {"内容已从备份恢复，请以窗口为准", "Content comes from a copy; please ask at the window", "Показана копия данных; уточните в окне"},
	NoRoot:      {"尚未设置发布单位，所示内容未经核验", "No publisher is set; this content is not verified", "Издатель не указан; данные не проверены"},
}

// NewCondition returns a condition with its sentence.
func NewCondition(code string, severity Severity, since time.Time) Condition {
	return Condition{Code: code, Since: since, Severity: severity, Say: Say(code)}
}
