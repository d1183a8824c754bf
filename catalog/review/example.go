package review

import "mingbai/catalog"

// exampleRecord notes what was made up for demonstration.
func exampleRecord(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	if r.Example {
		note(advise("example", "example", "这是示例，不是真的，发布前请换成真实内容并去掉示例标记",
			"it is made up: replace it by what is true and take the mark away before publishing", "Это пример: перед публикацией замените его настоящим и снимите пометку"))
	}
}
