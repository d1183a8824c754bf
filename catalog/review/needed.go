package review

import (
	"slices"
	"strings"

	"mingbai/catalog"
)

// A need is a field without which a record of a kind does not do its work.
// "a|b" is met by either.
type need struct {
	field      string
	zh, en, ru string // what is missing, and what to do
}

// needed lists them by kind, beside those that a record notes in its Check.
var needed = map[catalog.Kind][]need{
	catalog.KindOffice:     {{"sort", "没有写单位类别，请选一类", "its sort is not stated: choose one", "Не указан вид: выберите"}},
	catalog.KindCounter:    {{"handles", "没有写办理什么，请填写", "what it handles is not stated: write it", "Не указано, что здесь принимают: напишите"}},
	catalog.KindGuide:      {{"free|fees", "没有写收不收费，请标明不收费，或列出收费项目", "whether it costs anything is not stated: mark it free or list its fees", "Не указано, есть ли плата: отметьте «бесплатно» или укажите тарифы"}, {"steps", "没有写办理流程，请填写", "its steps are not stated: write them", "Не указаны шаги: напишите"}},
	catalog.KindFee:        {{"sort", "没有写收费性质，请选一类", "its sort is not stated: choose one", "Не указан вид: выберите"}, {"payer", "没有写向谁收取，请填写", "who pays is not stated: write it", "Не указано, кто платит: напишите"}},
	catalog.KindCommitment: {{"promise", "没有写承诺内容，请填写", "what is promised is not stated: write it", "Не указано, что обещано: напишите"}, {"remedy", "没有写承诺没兑现怎么办，请填写", "what happens when it is not kept is not stated: write it", "Не указано, что будет, если обещание не выполнено: напишите"}},
	catalog.KindChannel:    {{"sort", "没有写渠道类别，请选一类", "its sort is not stated: choose one", "Не указан вид: выберите"}, {"answer", "没有写多久答复，请填写", "when it answers is not stated: write it", "Не указан срок ответа: напишите"}},
	catalog.KindPower:      {{"sort", "没有写权力类别，请选一类", "its sort is not stated: choose one", "Не указан вид: выберите"}, {"complaints", "没有写不服怎么办，请列出救济渠道", "where to complain is not stated: list the channels", "Не указано, где обжаловать: укажите способы"}},
	catalog.KindDecision:   {{"take_part|ways", "没有写公众怎么参与，请填写", "how the public may take part is not stated: write it", "Не указано, как участвовать: напишите"}},
	catalog.KindRequest:    {{"remedies", "没有写对答复不服怎么办，请填写", "what to do against an answer is not stated: write it", "Не указано, что делать при несогласии с ответом: напишите"}},
	catalog.KindReport:     {{"body|full", "没有正文也没有全文链接，请至少填一项", "it has neither text nor a link to the whole: give one", "Нет ни текста, ни ссылки на полный текст: добавьте"}},
	catalog.KindNotice:     {{"sort", "没有写公告类别，请选一类", "its sort is not stated: choose one", "Не указан вид: выберите"}},
}

// fieldMissing notes what a record of its kind should say and does not.
func fieldMissing(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	body, _ := f.page.tree["body"].(map[string]any)
	for _, n := range needed[r.Kind()] {
		either := strings.Split(n.field, "|")
		if landmark(r) || slices.ContainsFunc(either, func(name string) bool { return body[name] != nil }) {
			continue
		}
		note(advise("field-missing", "body."+either[0], n.zh, n.en, n.ru))
	}
}

// landmark reports whether a record is a lift or the like, which handles
// nothing.
func landmark(r *catalog.Record) bool {
	c, ok := r.Body.(*catalog.Counter)
	return ok && c.Landmark()
}
