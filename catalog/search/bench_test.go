package search_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/sys/unix"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

// typed is what visitors type, by class.
var typed = [][]string{
	{"证", "保", "办", "水"}, // one character
	{"社保", "护照", "登记", "过户", "落户", "低保", "退休金", "驾照", "挂失"},
	{"养老保险", "最低生活保障", "住房公积金提取", "道路运输证换领", "结婚登记", "动物防疫条件合格证核发"},
	{"授权委托书", "体检报告", "即时办结"}, // only in texts
	{"shebao", "yanglaobaoxian", "zhongdagongcheng", "juzhuzheng"},
	{"sb", "ylbx", "gjjtq", "sfz", "jhdj"},
	{"社b", "s保", "养老bx", "失业baox", "gong积金"},
	{"宇宙飞船", "zzzzq"}, // no hit
	{"申请", "材料", "工作"},
	{"passport", "GUIDE"},
	{"12345", "0826-2", "20162559", "国发〔2014〕8号"},
	{"养老 转移", "jiehun dengji", "残疾人 补贴", "xuxiao 许可"},
	{"房产证丢了怎么办", "怎么给孩子上户口", "外国人居留许可在哪里办"},
	{"养老保鲜", "shbeao", "yiliaobaoxain", "身份正"},
	{"chuangyedanbaodaikuan", "shiyebaoxianjin"},
}

// keystrokes are all beginnings of what is typed.
func keystrokes() []string {
	var all []string
	for _, class := range typed {
		for _, words := range class {
			runes := []rune(words)
			for n := range runes {
				all = append(all, string(runes[:n+1]))
			}
		}
	}
	return all
}

// size is how many guides the benchmark has.
func size(b *testing.B) int {
	n := 10_000
	if s := os.Getenv("GUIDES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatalf("GUIDES=%s: %v", s, err)
		}
	}
	return n
}

// BenchmarkKeystroke answers every keystroke from the short index and the
// postings, beside FTS4 with pairs of characters, pinyin and initials. What
// the screen asks, which is three times as many hits and which letters lead
// on, no peer answers.
func BenchmarkKeystroke(b *testing.B) {
	records := corpus(size(b))
	d := newDesk(b, records)
	var peer peer
	built := timed(func() { peer = newPeer(b, records) })
	all := keystrokes()
	var subject, screen, other times
	runtime.LockOSThread() // of which the work is counted
	defer runtime.UnlockOSThread()
	for b.Loop() {
		for _, words := range all {
			s := catalog.Search{Words: words, Lang: catalog.ZH}
			subject.add(func() { find(b, d.full, s) })
			s.Limit, s.Keys = 60, "abcdefghijklmnopqrstuvwxyz"
			screen.add(func() { find(b, d.full, s) })
			other.add(func() { peer.find(b, words) })
		}
	}
	b.ReportMetric(float64(len(all)), "keystrokes")
	b.ReportMetric(sum(subject.wall)/sum(other.wall), "total-ratio")
	b.ReportMetric(0, "ns/op")
	subject.report(b, "")
	screen.report(b, "screen-")
	other.report(b, "peer-")
	b.ReportMetric(float64(built.Milliseconds()), "peer-ms")
	b.ReportMetric(megabytes(b, peer.DB, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`), "peer-MB")
	reportIndex(b, d)
	reportPostings(b, d)
}

// times are how long answers took, and how long this thread worked on them,
// which a busy machine hardly changes.
type times struct{ wall, work []time.Duration }

func (t *times) add(do func()) {
	before := worked()
	t.wall = append(t.wall, timed(do))
	t.work = append(t.work, worked()-before)
}

func worked() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		return 0
	}
	return time.Duration(t.Nano())
}

func (t *times) report(b *testing.B, whose string) {
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(percentile(t.wall, p), whose+"p"+strconv.Itoa(p)+"-µs")
	}
	b.ReportMetric(float64(slices.Max(t.wall).Microseconds()), whose+"worst-µs")
	b.ReportMetric(percentile(t.work, 95), whose+"work-p95-µs")
	b.ReportMetric(float64(slices.Max(t.work).Microseconds()), whose+"work-worst-µs")
}

// reportIndex builds the short index once more: what it takes and keeps.
func reportIndex(b *testing.B, d *desk) {
	e, err := d.full.Entries(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	before := heap()
	start := time.Now()
	x := search.New(e, nil)
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "index-ms")
	b.ReportMetric((heap()-before)/1e6, "index-MB")
	d.full.Swap(x)
}

// reportPostings writes the postings once more.
func reportPostings(b *testing.B, d *desk) {
	b.Helper()
	written := timed(func() {
		if err := d.shelf.Reindex(b.Context()); err != nil {
			b.Fatal(err)
		}
	})
	b.ReportMetric(float64(written.Milliseconds()), "postings-ms")
	raw, err := sql.Open("sqlite3", "file:"+d.path+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer raw.Close()
	b.ReportMetric(megabytes(b, raw, `SELECT sum(length(bm)) FROM post`), "postings-MB")
}

func megabytes(b *testing.B, of *sql.DB, query string) float64 {
	b.Helper()
	var bytes float64
	if err := of.QueryRow(query).Scan(&bytes); err != nil {
		b.Fatal(err)
	}
	return bytes / 1e6
}

// heap returns how many bytes are in use.
func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func timed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

func sum(all []time.Duration) float64 {
	total := time.Duration(0)
	for _, d := range all {
		total += d
	}
	return float64(total)
}

func percentile(all []time.Duration, p int) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return float64(sorted[len(sorted)*p/100].Nanoseconds()) / 1000
}

// A peer is the same catalog in a full-text index of SQLite, which also has
// to list twenty in some order and to count by kind.
type peer struct{ *sql.DB }

func newPeer(b *testing.B, records []*catalog.Record) peer {
	b.Helper()
	p, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "peer.db")+"?_journal_mode=WAL&_stmt_cache_size=32")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	tx, err := p.Begin()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := tx.Exec(`
		CREATE VIRTUAL TABLE peer USING fts4(content="", text, spelt, initials);
		CREATE TABLE doc(docid INTEGER PRIMARY KEY, kind TEXT, title TEXT, opens INTEGER)`); err != nil {
		b.Fatal(err)
	}
	for i, r := range records {
		insertPeer(b, tx, i, r)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return peer{p}
}

func insertPeer(b *testing.B, tx *sql.Tx, i int, r *catalog.Record) {
	b.Helper()
	g := r.Body.(*catalog.Guide)
	text := g.ItemCode
	for t := range r.Words {
		text += " " + pairsOf(t[catalog.ZH])
	}
	spelt, initials := pinyinOf(append([]catalog.Text{r.Title}, g.Aliases...))
	if _, err := tx.Exec(`INSERT INTO peer(docid, text, spelt, initials) VALUES (?, ?, ?, ?)`, i, text, spelt, initials); err != nil {
		b.Fatal(err)
	}
	if _, err := tx.Exec(`INSERT INTO doc VALUES (?, ?, ?, ?)`, i, r.Kind(), r.Title[catalog.ZH], i*7919%1000); err != nil {
		b.Fatal(err)
	}
}

// pairsOf writes every two characters side by side as a word.
func pairsOf(text string) string {
	runes := []rune(text)
	var words []string
	for i, r := range runes {
		switch {
		case !unicode.Is(unicode.Han, r):
		case i+1 < len(runes) && unicode.Is(unicode.Han, runes[i+1]):
			words = append(words, string(runes[i:i+2]))
		default:
			words = append(words, string(r))
		}
	}
	return strings.Join(words, " ")
}

// pinyinOf writes, from every character on, up to eight syllables as a word.
func pinyinOf(names []catalog.Text) (spelt, initials string) {
	var all, first []string
	for _, n := range names {
		syllables := pinyin.LazyPinyin(n[catalog.ZH], pinyin.NewArgs())
		for i := range syllables {
			s, f := "", ""
			for _, each := range syllables[i:min(len(syllables), i+8)] {
				s, f = s+each, f+each[:1]
			}
			all, first = append(all, s), append(first, f)
		}
	}
	return strings.Join(all, " "), strings.Join(first, " ")
}

func (p peer) find(b *testing.B, words string) {
	match := peerQuery(words)
	for _, query := range []string{
		`SELECT docid, title FROM peer JOIN doc USING (docid) WHERE peer MATCH ? ORDER BY opens DESC LIMIT 20`,
		`SELECT count(*), kind FROM peer JOIN doc USING (docid) WHERE peer MATCH ? GROUP BY kind`,
	} {
		p.read(b, query, match)
	}
}

func (p peer) read(b *testing.B, query, match string) {
	rows, err := p.Query(query, match)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		var words string
		if err := rows.Scan(&n, &words); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}

// peerQuery asks for characters as a phrase of pairs, for letters as the
// beginning of pinyin or initials.
func peerQuery(words string) string {
	var parts []string
	for _, w := range strings.Fields(words) {
		runes := []rune(w)
		switch {
		case unicode.Is(unicode.Han, runes[0]) && len(runes) == 1:
			parts = append(parts, "text:"+w+"*")
		case unicode.Is(unicode.Han, runes[0]) && unicode.Is(unicode.Han, runes[len(runes)-1]):
			pairs := pairsOf(w)
			parts = append(parts, `text:"`+pairs[:strings.LastIndexByte(pairs, ' ')]+`"`)
		default:
			letters := strings.ToLower(strings.Join(pinyin.LazyPinyin(w, args), "") + strings.Map(ascii, w))
			parts = append(parts, "(spelt:"+letters+"* OR initials:"+letters+"* OR text:"+letters+"*)")
		}
	}
	return strings.Join(parts, " ")
}

var args = pinyin.NewArgs()

func ascii(r rune) rune {
	if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return r
	}
	return -1
}
