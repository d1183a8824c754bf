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
	SafeMode    = "safe-mode"        // after several bad ends the program leaves out what is not needed
	Resting     = "resting"          // after more of them it waits before it tries again
	PageHeld    = "page-held"        // a page that could not be drawn is held back
	PictureFlat = "picture-flat"     // the screen is of one colour, and starting again did not help

	VoiceMissing = "voice-missing" // there is nothing to read aloud with
	VoiceJack    = "voice-jack"    // the headphones' socket is not found
	VoiceBroken  = "voice-broken"  // reading aloud was switched off after failures
)

// Say returns the visitor's sentence of a condition: what does not work, and
// what to do instead. A code without one has no words. The caller owns it.
func Say(code string) catalog.Text {
	return text(sentences[code])
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
	SafeMode:    {"部分功能暂停，内容照常可查", "Some functions are off; everything can still be read", "Часть функций отключена; всё можно читать"},
	Resting:     {"本机正在恢复，请到综合窗口", "This screen is recovering; please ask at the window", "Экран восстанавливается; обратитесь в окно"},
	PageHeld:    {"个别页面暂时只有文字，请以窗口为准", "Some pages are in words alone; please ask at the window", "Часть страниц только текстом; уточните в окне"},
	PictureFlat: {"屏幕显示有故障，请到综合窗口", "This screen is faulty; please ask at the window", "Экран неисправен; обратитесь в окно"},

	VoiceMissing: aloud, VoiceJack: aloud, VoiceBroken: aloud,
}

var aloud = [3]string{"本机暂时不能朗读，请到综合窗口请人代读",
	"No reading aloud now; staff at the window will read to you",
	"Чтение вслух не работает; вам прочтут в окне"}

// NewCondition returns a condition with its sentence.
func NewCondition(code string, severity Severity, since time.Time) Condition {
	return Condition{Code: code, Since: since, Severity: severity, Say: Say(code)}
}
