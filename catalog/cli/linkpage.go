package cli

import (
	"crypto/sha256"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"mingbai/catalog"
)

// What a page says about itself: its title, and where it sends a visitor on
// to or says that it belongs.
var (
	pageTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
	pageMarks = regexp.MustCompile(`(?is)<(script|style)\b.*?</(?:script|style)>|<!--.*?-->|<[^>]*>`)
	sendsOn   = []*regexp.Regexp{
		regexp.MustCompile(`(?is)<meta[^>]+http-equiv\s*=\s*["']?refresh[^>]*url\s*=\s*["']?([^"'>\s]+)`),
		regexp.MustCompile(`(?is)\blocation(?:\.href)?\s*=\s*["']([^"']+)["']`),
		regexp.MustCompile(`(?is)\blocation\.(?:replace|assign)\(\s*["']([^"']+)["']`),
		regexp.MustCompile(`(?is)<link[^>]+rel\s*=\s*["']?canonical["']?[^>]*href\s*=\s*["']?([^"'>\s]+)`),
		regexp.MustCompile(`(?is)<base[^>]+href\s*=\s*["']?([^"'>\s]+)`),
		regexp.MustCompile(`(?is)<form[^>]+action\s*=\s*["']?([^"'>\s]+)[^>]*>.*type\s*=\s*["']?password`),
	}
)

// Words of pages that stand where a site was, and of servers that say 200 for
// a page that they do not have. They count only on a page of few words: an
// article may be about them.
var (
	parkedWords = []string{"域名出售", "域名转让", "购买该域名", "域名已过期", "域名已到期", "网站未备案", "网站已关闭", "网站已关停", "网站暂停服务",
		"domain is for sale", "buy this domain", "domain has expired", "domain is parked", "parked free", "sedoparking", "parkingcrew"}
	goneTitles = []string{"404", "页面不存在", "找不到页面", "无法找到", "not found"}
)

// fewWords is at how many runes a page is not an article.
const fewWords = 1500

// judgePage says what a page that came in good order is: what belongs there,
// or something else in its place. at is where it came from; allow says where
// kiosks lead. A page that is no page, such as a document, opens.
func judgePage(at string, page []byte, allow func(string) bool) verdict {
	if len(page) == 0 {
		return linkOpens
	}
	text := string(page)
	title := ""
	if m := pageTitle.FindStringSubmatch(text); m != nil {
		title = strings.ToLower(m[1])
	}
	words := strings.ToLower(pageMarks.ReplaceAllString(text, " "))
	short := len([]rune(strings.Join(strings.Fields(words), " "))) < fewWords
	has := func(where string) func(string) bool { return func(w string) bool { return strings.Contains(where, w) } }
	switch {
	case short && slices.ContainsFunc(parkedWords, has(strings.ToLower(text))):
		return linkParked
	case short && leadsAway(at, text, allow):
		return linkPortal
	case short && slices.ContainsFunc(goneTitles, has(title)):
		return linkGone
	}
	return linkOpens
}

// leadsAway reports whether a page sends a visitor on to another host, where
// kiosks do not lead, or says that it is that host's: so does the log-in page
// of a network.
func leadsAway(at, text string, allow func(string) bool) bool {
	base, err := url.Parse(at)
	if err != nil {
		return false
	}
	for _, on := range sendsOn {
		m := on.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		to, err := base.Parse(strings.ReplaceAll(m[1], "&amp;", "&"))
		if err == nil && to.Host != "" && to.Host != base.Host && !allow(to.String()) {
			return true
		}
	}
	return false
}

// enough hosts that say the same, and none that says anything else, are the
// network's doing.
const enough = 3

// oneForAll corrects results that only the network of this machine explains:
// it wants a log-in, so that whatever opens is one page, or whoever is asked
// is sent on to one place; or it is not there, so that nobody answers, or
// somebody else for all. A single link that truly opens shows that it is in
// order.
func oneForAll(results []linkResult) {
	signs, hosts, answered := map[string]bool{}, map[string]bool{}, false
	for _, r := range results {
		host, _, _ := catalog.SplitAddress(r.url) // what has no host was not asked
		sign := r.sign()
		if answered = answered || r.answered(); sign != "" {
			signs[sign] = true
		}
		if sign != "" || !r.answered() {
			hosts[host] = true
		}
	}
	if len(hosts) < enough || answered && len(signs) != 1 {
		return
	}
	for i, r := range results {
		switch {
		case !answered:
			results[i].verdict = linkOffline
		case r.sign() != "" || !r.answered():
			results[i].verdict = linkPortal
		}
	}
}

// answered reports whether the site itself seems to have answered.
func (r linkResult) answered() bool {
	switch r.verdict {
	case linkSilent, linkNoHost, linkCertificate:
		return false
	}
	return r.status != http.StatusBadGateway && r.status != http.StatusGatewayTimeout // a proxy says so
}

// sign is what all results have in common where one network answers for every
// host; "" for those that a network does not explain.
func (r linkResult) sign() string {
	switch r.verdict {
	case linkElsewhere:
		u, err := url.Parse(r.hops[len(r.hops)-1])
		if err != nil {
			return "to nowhere"
		}
		return "to " + u.Host
	case linkOpens, linkPortal:
		if len(r.page) == 0 {
			return "opens " + r.url
		}
		sum := sha256.Sum256(r.page)
		return "page " + string(sum[:])
	}
	return ""
}
