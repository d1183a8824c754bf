package review

import "mingbai/catalog"

// untranslated notes titles that a visitor reads in Chinese whatever language
// is on.
func untranslated(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	for _, lang := range catalog.Langs() {
		if lang != catalog.ZH && r.Title[lang] == "" {
			note(advise("title-untranslated", "title."+string(lang), "标题没有 "+string(lang)+" 译文，请补译",
				"the title has no "+string(lang)+" words: have it translated", "Нет перевода названия ("+string(lang)+"): попросите перевести"))
		}
	}
}
