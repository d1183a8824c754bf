// Package catalog is what is published: plain types without input or output.
//
// A published state is an edition (发布版): a set of records (条目), each of
// one kind (类目). The kinds are office 单位, post 岗位, counter 窗口, guide
// 服务指南, fee 收费, commitment 承诺, channel 监督渠道, power 行政权力,
// disclosure 信息公开, decision 重大决策, request 依申请公开, report 年度报告,
// notice 公告 and topic 主题. Around them stand basis 依据, clearance 保密审查,
// finding 问题, blob 附图附表, amendment 本厅更正, slip 意见单, chore 后台事务 and condition
// 状况. These words are used for the same things in code, on the screen, in
// the log and in the documents.
//
// The package refuses to read files, open databases or know the time: the
// folders beneath it do that, and hand it bytes and dates.
//
// # The JSON form
//
// A record is one JSON object:
//
//	{
//	  "id": "fee/home-registration",
//	  "title": {"zh": "不动产登记费（住宅）", "en": "Home registration fee", "ru": "…"},
//	  "number": 314,
//	  "office": "office/natural-resources",
//	  "valid": {"from": "2016-12-07", "to": ""},
//	  "checked": {"by": {"zh": "…"}, "on": "2026-11-18"},
//	  "basis": [{"title": {"zh": "…"}, "number": "发改价格规〔2016〕2559号"}],
//	  "clear": {"by": {"zh": "…"}, "on": "2026-11-18"},
//	  "plain": [{"heading": {"zh": "…"}, "text": {"zh": "…"}}],
//	  "example": true,
//	  "body": { … the fields of its kind … }
//	}
//
// The kind is the part of the id before the slash. Rules that hold in every
// kind:
//
//   - Text is an object from language (zh, en, ru) to words; a bare string
//     is read as Chinese. Text is always written as an object.
//   - A Code is a coded value, {"code": "…", "text": {…}}; a bare string is
//     read as a code without text. Code lists differ by province, so an
//     unlisted code is kept and shown by its text.
//   - A Date is "2026-11-18", without a clock; "" is no date.
//   - Money is whole fen (分).
//   - A link with a "blob" has the bytes of what opens in the edition too. In
//     an editor's folder it names a file of the folder media beside the kinds,
//     "media/sample.png"; published it is the SHA-256, and "bytes" and
//     "format" (PNG, JPEG, PDF) are those of the file. See [Blob].
//   - Fields that are empty are left out when written.
//   - Fields this program does not know, in the record or in its body, are
//     kept and written back unchanged.
//
// The canonical form is this object on one line with sorted keys, without
// insignificant white space and without HTML escapes: see [Canonical]. The
// fields of each kind are documented at its type.
package catalog
