package review

import (
	"strings"

	"mingbai/catalog"
)

// prompts are words after which a secrecy reviewer looks twice: marks of the
// three grades and their periods (保守国家秘密法 第十四条, 第二十条), and marks
// of what is not for the public.
var prompts = []string{
	"绝密", "机密", "秘密★", "秘密级", "国家秘密", "工作秘密", "商业秘密", "涉密",
	"内部资料", "内部文件", "内部使用", "注意保存", "不得外传", "严禁外传", "不予公开", "不宜公开", "仅供内部", "未经公开",
	"警务秘密", "涉案人员", "信访人姓名", "举报人姓名", "会议纪要", "讨论稿", "未定稿",
}

// secretWords notes words that a secrecy reviewer should see. It is a prompt,
// no verdict: a guide may well explain what a state secret is.
func secretWords(f *folder, _ *catalog.Record, note func(catalog.Finding)) {
	for _, l := range f.page.words {
		for _, p := range prompts {
			if strings.Contains(l.words, p) {
				note(advise("secrecy-word", l.path, "出现「"+p+"」，请保密审查人员看一看", "it says “"+p+"”: let the secrecy reviewer look at it", "Есть слово «"+p+"»: пусть посмотрит проверяющий на секретность"))
				break
			}
		}
	}
}
