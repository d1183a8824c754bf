package kiosk

import (
	"maps"
	"slices"

	"mingbai/catalog"
)

// A Whom is who is told of a condition: who can do something about it.
type Whom string

// Those who are told.
const (
	Staff      Whom = "staff"      // in the hall
	Technician Whom = "technician" // looks after the machine
	Publisher  Whom = "publisher"  // answers for the content
)

// Name returns how those who are told are called. The caller owns it.
func (w Whom) Name() catalog.Text {
	switch w {
	case Staff:
		return text([3]string{"大厅工作人员", "hall staff", "сотрудники зала"})
	case Publisher:
		return text([3]string{"发布单位", "the publisher", "издатель"})
	}
	return text([3]string{"维护人员", "the technician", "техник"})
}

// TellWhom returns who is told of a condition.
func TellWhom(code string) Whom {
	if d, ok := deeds[code]; ok {
		return d.whom
	}
	return Technician
}

// Hint returns what those who are told can do about a condition: a command or
// an action. A code without one has no words. The caller owns it.
func Hint(code string) catalog.Text { return text(deeds[code].hint) }

// Codes returns every code that has a hint, sorted.
func Codes() []string { return slices.Sorted(maps.Keys(deeds)) }

// text is Chinese, English and Russian.
func text(words [3]string) catalog.Text {
	t := catalog.Text{}
	for i, lang := range []catalog.Lang{catalog.ZH, catalog.EN, catalog.RU} {
		if words[i] != "" {
			t[lang] = words[i]
		}
	}
	return t
}

// A deed is what to do about a condition, and by whom.
type deed struct {
	whom Whom
	hint [3]string
}

var deeds = map[string]deed{
	Offline: {Staff, [3]string{"检查网线和路由器；仍不通，请维护人员运行 mingbai doctor",
		"Check the network cable and the router; if it stays offline, have a technician run mingbai doctor",
		"Проверьте кабель и роутер; не поможет — пусть техник запустит mingbai doctor"}},
	Stale: {Publisher, [3]string{"请发布单位确认发布仍在进行；急用时以U盘更新：mingbai pull -from U盘",
		"Ask the publisher whether it still publishes; meanwhile bring a stick: mingbai pull -from STICK",
		"Узнайте, публикует ли издатель; срочно — с флешки: mingbai pull -from FLASH"}},
	ClockUnsure: {Technician, [3]string{"校准本机时间；断电后又不准，请更换主板电池",
		"Set the clock; if it is wrong again after a power cut, change the battery on the board",
		"Поставьте часы; сбиваются без питания — смените батарейку на плате"}},
	DiskLow: {Technician, [3]string{"腾出至少 200 MB 磁盘空间，再运行 mingbai doctor",
		"Free at least 200 MB of the disk, then run mingbai doctor",
		"Освободите не менее 200 МБ на диске и запустите mingbai doctor"}},
	NeedsUpdate: {Technician, [3]string{"安装新版程序；在此之前显示原内容",
		"Install the new version of the program; the content before it is shown until then",
		"Установите новую версию программы; пока показаны прежние данные"}},
	NotTrusted: {Publisher, [3]string{"请发布单位检查来源的签名：mingbai verify 来源",
		"Ask the publisher to check the signatures of the source: mingbai verify SOURCE",
		"Пусть издатель проверит подписи: mingbai verify SOURCE"}},
	Damaged: {Technician, [3]string{"已自动恢复；一个月内再次出现，请更换磁盘",
		"It was mended; if it comes back within a month, change the disk",
		"Восстановлено; повторится за месяц — замените диск"}},
	NoRoot: {Technician, [3]string{"把发布单位的 root.json 放到 /etc/mingbai，再重启程序",
		"Put root.json of the publisher into /etc/mingbai and start the program again",
		"Положите root.json издателя в /etc/mingbai и перезапустите программу"}},
	SafeMode: {Technician, [3]string{"用 mingbai doctor 查看停止原因；处理后重启程序，恢复全部功能",
		"See with mingbai doctor why it stopped; mend that and start the program again",
		"Причина — в mingbai doctor; устраните её и перезапустите программу"}},
	Resting: {Technician, [3]string{"用 mingbai doctor 查看停止原因；稍后自动再试",
		"See with mingbai doctor why it stopped; it tries again by itself",
		"Причина — в mingbai doctor; программа попробует снова сама"}},
	PageHeld: {Publisher, [3]string{"mingbai doctor 列出是哪一页；请发布单位修改该条目，或更新程序",
		"See with mingbai doctor which page it is; have its record changed, or update the program",
		"Страница — в mingbai doctor; исправьте запись или обновите программу"}},
	PictureFlat: {Technician, [3]string{"检查屏幕连线和显卡；重启整机",
		"Check the cable of the panel and the graphics; start the machine again",
		"Проверьте кабель панели и видеокарту; перезагрузите машину"}},
	VoiceMissing: {Technician, [3]string{"安装语音：apt-get install espeak-ng；不用朗读，请把 voice 设为空",
		"Install the voice: apt-get install espeak-ng; or set voice to nothing",
		"Установите голос: apt-get install espeak-ng; или оставьте voice пустым"}},
	VoiceJack: {Technician, [3]string{"检查耳机插孔设备名，并按 mingbai doctor 改正 voice",
		"Check the name of the headphone socket and correct voice as mingbai doctor says",
		"Проверьте имя гнезда наушников и поправьте voice по mingbai doctor"}},
	VoiceBroken: {Technician, [3]string{"检查声卡和音量；重启程序后再试",
		"Check the sound card and the volume, then start the program again",
		"Проверьте звуковую карту и громкость, перезапустите программу"}},
}
