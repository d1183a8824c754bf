// Package exchange brings records in from what others keep, and out into what
// others can open: item lists, Excel workbooks, folders of records, and the
// JSON Schema of a record.
//
// It only turns one form into another. Whether a record may be published is
// for catalog/review to say; nothing is sent, signed or deleted here.
//
// # Item lists
//
// [ItemList] reads the JSON of departments with their items and the address
// of each, as provinces' service sites give it.
//
// # Workbooks
//
// [WriteWorkbook] writes all records into one workbook, [ReadWorkbook] reads
// it back and changes what was edited, and nothing else:
//
//	records, err := source.Folder(os.DirFS(dir))
//	err = exchange.WriteWorkbook(file, records)
//	… people edit the file …
//	im, err := exchange.ReadWorkbook(file, size, records)
//	for _, p := range im.Problems {
//		fmt.Println(p.In(catalog.ZH)) // 服务指南!X12: 「很快」看不懂，请写数和单位，如 20 个工作日、3 小时、即时
//	}
//	if err == nil {
//		_, err = exchange.WriteFolder(dir, im.Edited())
//	}
//
// Sheets and columns follow from the types of the catalog; their headings
// and what is said about them stand in wordings, the values of drop-down
// lists in choices, and the headings that others use in synonyms. A field
// that is new in the catalog needs a line in wordings and nothing else.
//
// A workbook carries the records it was made from in a sheet that is not
// seen. So three states are compared: what it was made from, what it says
// now, and what the folder says now. A cell whose text is still what was
// written is not read at all, which is why an unchanged workbook gives back
// every byte, and why a cell that cannot show everything is safe until
// somebody edits it; then it is refused.
//
// # The schema
//
// [Schema] makes the JSON Schema of a record from the same types and words;
// schema/record.schema.json is that, for programs that cannot ask.
package exchange
