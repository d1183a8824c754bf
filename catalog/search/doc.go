// Package search finds records by what a visitor types: characters, pinyin,
// initials, a mixture of them, words of English and Russian, item codes,
// document numbers and telephone numbers.
//
// It has two halves. An [Index] in memory knows the titles, plain names and
// aliases, and matches them by characters and by every reading of each
// character; what the most frequent terms lead to it keeps beforehand.
// Postings in the catalog's own file say which records hold which
// two characters, and so find every text of a record; [Update] and [Rebuild]
// write them in the transaction that changes the records. A [Finder] asks
// both. Until the index is there, or while it is of an older generation than
// the file, the postings answer alone: at once, without pinyin.
//
// Texts are compared without case, without punctuation and, but between two
// words of an alphabet, without spaces; ё is е. So 2016年 2559号 is found by
// 20162559, and a telephone number with or without its dashes. Words of an
// alphabet are found from their beginning.
//
// Only where fewer than three records match it guesses: what sounds alike,
// slips of the finger, records with most of the words and, rather than no hit
// at all, a few with some of them.
//
// The package refuses to segment Chinese into words, and to remember what was
// typed. It opens no file and starts no
// goroutine; the tables it reads and writes belong to catalog/shelf, which
// hands it transactions and records.
//
//	finder := shelf.Finder(today)
//	found, err := finder.Find(ctx, catalog.Search{Words: "sheb", Lang: catalog.ZH})
//
//	entries, err := finder.Entries(ctx) // beside the screen, after each edition
//	finder.Swap(search.New(entries, opens))
package search
