package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/source"
)

// A verdict is what a check says of a link.
type verdict string

const (
	linkOpens       verdict = "opens"
	linkElsewhere   verdict = "elsewhere"   // it is sent on to where kiosks do not lead
	linkGone        verdict = "gone"        // the server has no such page
	linkNoHost      verdict = "no-host"     // nobody has the name
	linkCertificate verdict = "certificate" // a phone would warn
	linkSilent      verdict = "silent"      // no answer, or not to the end
	linkFaulty      verdict = "faulty"      // the server fails
	linkLoop        verdict = "loop"        // it is sent on and on
	linkParked      verdict = "parked"      // the name is for sale
	linkPortal      verdict = "portal"      // the network of this machine answered
	linkOffline     verdict = "offline"     // nobody at all could be reached
	linkRefused     verdict = "refused"     // the server does not want to tell a machine
)

// fails reports whether a link that has this verdict for a day is dead.
// Elsewhere, portal, offline and refused say nothing about what a phone would see.
func (v verdict) fails() bool {
	switch v {
	case linkGone, linkNoHost, linkCertificate, linkSilent, linkFaulty, linkLoop, linkParked:
		return true
	}
	return false
}

// maxHops is how many redirects are followed.
const maxHops = 5

// A linkResult is what one check of one address found.
type linkResult struct {
	url     string
	verdict verdict
	status  int      // of the last answer, 0 for none
	hops    []string // where it was sent on to, in order
	page    []byte   // how the page begins that came in the end
}

// A walker finds out where an address leads. It is safe for use by several
// goroutines.
type walker struct {
	look  func(ctx context.Context, address string) (source.Look, error)
	allow func(address string) bool // where a redirect may lead
	limit time.Duration             // for one address and one hop
	gates *gates
}

// walk opens an address and follows its redirects. An error means that ctx
// ended.
func (w *walker) walk(ctx context.Context, address string) (linkResult, error) {
	r := linkResult{url: address}
	at := address
	for {
		l, err := w.hop(ctx, at)
		if ctx.Err() != nil {
			return r, context.Cause(ctx)
		}
		r.status = l.Status
		switch {
		case err != nil:
			r.verdict = why(err)
			return r, nil
		case l.To == "":
			r.page = l.Page
			r.verdict = w.judge(at, l)
			return r, nil
		}
		r.hops = append(r.hops, l.To)
		switch {
		case !w.allow(l.To):
			r.verdict = linkElsewhere
			return r, nil
		case len(r.hops) > maxHops:
			r.verdict = linkLoop
			return r, nil
		}
		at = l.To
	}
}

// hop asks for one address, when its host has been left alone for long enough.
func (w *walker) hop(ctx context.Context, address string) (source.Look, error) {
	name, _, err := catalog.SplitAddress(address)
	if err != nil {
		return source.Look{}, err
	}
	leave, err := w.gates.enter(ctx, name)
	if err != nil {
		return source.Look{}, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, w.limit)
	defer cancel()
	return w.look(ctx, address)
}

// why says what an error of a look means.
func why(err error) verdict {
	var dns *net.DNSError
	var bad *tls.CertificateVerificationError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return linkNoHost
	case errors.As(err, &bad):
		return linkCertificate
	}
	return linkSilent
}

// judge says what an answer that leads nowhere else means.
func (w *walker) judge(at string, l source.Look) verdict {
	switch s := l.Status; {
	case s == http.StatusNetworkAuthenticationRequired: // RFC 6585, 6
		return linkPortal
	case s == http.StatusNotFound || s == http.StatusGone:
		return linkGone
	case s == http.StatusTooManyRequests || s == http.StatusRequestTimeout:
		return linkRefused
	case s >= 500:
		return linkFaulty
	case s >= 300:
		return linkRefused
	}
	return judgePage(at, l.Page, w.allow)
}

// verdictWords are what people read of a verdict.
var verdictWords = map[verdict]catalog.Text{
	linkOpens:       {catalog.ZH: "已转到别的地址，请更新", catalog.EN: "it has moved: write the new address"},
	linkElsewhere:   {catalog.ZH: "会转到允许网站之外的地址，请核对", catalog.EN: "it leads to a host that is not allowed: check it"},
	linkGone:        {catalog.ZH: "页面不存在", catalog.EN: "there is no such page"},
	linkNoHost:      {catalog.ZH: "域名不存在", catalog.EN: "nobody has this host name"},
	linkCertificate: {catalog.ZH: "网站证书有问题，手机会报警", catalog.EN: "the certificate is not right and phones will warn"},
	linkSilent:      {catalog.ZH: "没有应答，或没有传完", catalog.EN: "no answer came, or not to the end"},
	linkFaulty:      {catalog.ZH: "网站出错", catalog.EN: "the server fails"},
	linkLoop:        {catalog.ZH: "转来转去打不开", catalog.EN: "it is sent on and on"},
	linkParked:      {catalog.ZH: "域名已停用、待售或网站已关停", catalog.EN: "the name is parked or for sale, or the site is shut"},
	linkPortal:      {catalog.ZH: "应答的像是本机网络的登录页，这次不算，请登录网络后再查", catalog.EN: "the network of this machine seems to have answered; it does not count: log in and check again"},
	linkOffline:     {catalog.ZH: "所有网站都连不上，像是本机没有联网，这次不算", catalog.EN: "no site at all could be reached, so this machine seems to be offline; it does not count"},
	linkRefused:     {catalog.ZH: "网站不让程序查看，请用手机打开看一看", catalog.EN: "the server refuses a machine: open it on a phone"},
}

// say is the finding for a record that has the link.
func (r linkResult) say(dead bool) catalog.Finding {
	words := verdictWords[r.verdict]
	zh, en := words[catalog.ZH], words[catalog.EN]
	if r.status >= 300 {
		zh, en = fmt.Sprintf("%s（%d）", zh, r.status), fmt.Sprintf("%s (%d)", en, r.status)
	}
	code := "link-" + string(r.verdict)
	switch {
	case r.verdict == linkOpens:
		code = "link-moved"
	case r.verdict.fails() && !dead:
		zh, en = zh+"；隔一天以上再查仍打不开，就算失效", en+"; if it fails again a day later or more, it is dead"
	}
	way := r.url
	for _, hop := range r.hops {
		way += " → " + hop
	}
	return catalog.Finding{Severity: catalog.Advice, Code: code, Field: "body",
		Say: catalog.Text{catalog.ZH: "链接" + zh + "：" + way, catalog.EN: "link: " + en + ": " + way}}
}
