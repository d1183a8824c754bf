package exchange

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// What a workbook may hold at most. A catalog of 10,000 guides stays far
// below; a zip made to fill the memory does not.
const (
	maxParts    = 5000
	maxUnzipped = 512 << 20 // of all parts
	maxPictures = 128 << 20 // of all parts that are neither sheets nor strings
	maxSheet    = 256 << 20 // of one sheet, or of the table of strings
	maxOther    = 16 << 20  // of any other part that is understood
	maxDepth    = 64        // of elements within each other
)

// parts are the files in the zip of a workbook, by their name in lower case.
type parts map[string]*zip.File

// openParts opens the zip and refuses what is no plain workbook.
func openParts(r io.ReaderAt, size int64) (parts, *fault) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &fault{"文件不完整或已损坏，请重新保存、重新复制", "the file is cut off or broken; save or copy it again"}
	}
	p := parts{}
	if f := p.fill(z.File); f != nil {
		return nil, f
	}
	if f := p.format(); f != nil {
		return nil, f
	}
	return p, p.danger()
}

// fill notes every part and refuses a zip that is too large unpacked.
func (p parts) fill(files []*zip.File) *fault {
	large := faultf("解压后超过 %d MB，不像正常的工作簿；请删掉空白的行列和图片，或分成几个", "unpacked it is larger than %d MB; remove blank rows, columns and pictures, or split it", maxUnzipped>>20)
	total, pictures := uint64(0), uint64(0)
	for _, f := range files {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if p[name] != nil || !fsValid(name) {
			return faultf("文件内部不规范（%s），请用表格程序打开后重新保存", "it is put together wrongly (%s); open it in a spreadsheet and save it again", brief(name))
		}
		p[name] = f
		size := f.UncompressedSize64
		if limitOfPart(name) != maxSheet {
			pictures += min(size, maxUnzipped+1)
		}
		if total += min(size, maxUnzipped+1); total > maxUnzipped || pictures > maxPictures || size > limitOfPart(name) {
			return large
		}
		if f.Flags&1 != 0 {
			return &fault{"压缩包有密码，请去掉密码后再导入", "the zip is encrypted; remove its password"}
		}
	}
	if len(files) > maxParts {
		return large
	}
	return nil
}

func fsValid(name string) bool {
	return name != "" && !strings.HasPrefix(name, "/") && !slices.Contains(strings.Split(name, "/"), "..")
}

func limitOfPart(name string) uint64 {
	switch {
	case strings.HasPrefix(name, "xl/worksheets/sheet"), name == "xl/sharedstrings.xml":
		return maxSheet
	case understood(name):
		return maxOther
	}
	return maxPictures
}

// understood reports whether a part is read besides sheets and strings.
func understood(name string) bool {
	switch path.Dir(name) {
	case ".", "_rels", "xl", "xl/_rels", "xl/theme":
		return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
	}
	return false
}

// format says what else a zip is, when it is no workbook.
func (p parts) format() *fault {
	switch {
	case p["mimetype"] != nil && p["content.xml"] != nil:
		return &fault{"这是 OpenDocument（.ods），请「另存为」.xlsx", "this is OpenDocument (.ods); save it as .xlsx"}
	case p["xl/workbook.bin"] != nil:
		return &fault{"这是二进制工作簿（.xlsb），请「另存为」.xlsx", "this is a binary workbook (.xlsb); save it as .xlsx"}
	case p["word/document.xml"] != nil || p["ppt/presentation.xml"] != nil:
		return &fault{"这是文档或演示文稿，不是工作簿，请选 .xlsx 文件", "this is a document or a presentation; choose an .xlsx file"}
	case p["[content_types].xml"] == nil || p["xl/workbook.xml"] == nil:
		return &fault{"这是改了名的压缩包，不是工作簿；请解压，选里面的 .xlsx 文件", "this is a renamed zip; unpack it and choose the .xlsx file in it"}
	}
	return nil
}

// danger refuses what can act by itself or reaches outside the file.
func (p parts) danger() *fault {
	macros := &fault{"工作簿里有宏，不能导入；请「另存为」不带宏的 .xlsx", "the workbook has macros; save it as .xlsx without macros"}
	for name := range p {
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"), strings.HasPrefix(name, "xl/macrosheets/"), strings.HasPrefix(name, "xl/dialogsheets/"), strings.HasPrefix(name, "xl/activex/"):
			return macros
		case strings.HasPrefix(name, "xl/externallinks/"), name == "xl/connections.xml", strings.HasPrefix(name, "xl/querytables/"):
			return &fault{"工作簿链接到别的文件或数据源，不能导入；请在「数据—编辑链接」里断开链接后另存", "the workbook has external links; break them (data, edit links) and save it"}
		}
	}
	b, f := p.read("[content_types].xml")
	if f == nil && strings.Contains(strings.ToLower(string(b)), "macroenabled") {
		return macros
	}
	return f
}

// broken is the fault of a part that cannot be read.
func broken(name string, err error) *fault {
	return faultf("文件内部损坏（%s：%v），请用表格程序打开后重新保存", "the file is broken inside (%s: %v); open it in a spreadsheet and save it again", name, err)
}

// read returns a small part whole.
func (p parts) read(name string) ([]byte, *fault) {
	f := p[strings.ToLower(name)]
	if f == nil {
		return nil, broken(name, errors.New("not there"))
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(name, err)
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxOther))
	if err != nil {
		return nil, broken(name, err)
	}
	return b, nil
}

// tokens hands every token of a part to see, and refuses one that is cut
// off, nested too deep or has endless text.
func (p parts) tokens(name string, see func(xml.Token) error) *fault {
	f := p[strings.ToLower(name)]
	if f == nil {
		return broken(name, errors.New("not there"))
	}
	r, err := f.Open()
	if err != nil {
		return broken(name, err)
	}
	defer r.Close()
	d := xml.NewDecoder(&paced{r: r})
	var within []xml.Name
	for {
		t, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(within) == 0:
			return nil
		case err != nil:
			return broken(name, err)
		}
		if within, err = nest(within, t); err != nil {
			return broken(name, err)
		}
		if err := see(t); err != nil {
			return broken(name, err)
		}
	}
}

// nest follows the elements that a token opens and closes. The decoder can
// do it too, at twice the time: it translates every name as well.
func nest(within []xml.Name, t xml.Token) ([]xml.Name, error) {
	switch t := t.(type) {
	case xml.StartElement:
		if len(within) == maxDepth {
			return nil, fmt.Errorf("elements %d deep", maxDepth)
		}
		return append(within, t.Name), nil
	case xml.EndElement:
		if len(within) == 0 || within[len(within)-1] != t.Name {
			return nil, fmt.Errorf("</%s> closes nothing", brief(t.Name.Local))
		}
		return within[:len(within)-1], nil
	}
	return within, nil
}

// skim unpacks a part to see that it is what it claims, and no blanks
// without end.
func (p parts) skim(name string) *fault {
	r, err := p[name].Open()
	if err != nil {
		return broken(name, err)
	}
	defer r.Close()
	if _, err := io.Copy(io.Discard, &paced{r: r}); err != nil {
		return broken(name, err)
	}
	return nil
}

// paced refuses a megabyte without the beginning of an element: no cell
// holds that much, and the decoder would gather it in memory.
type paced struct {
	r   io.Reader
	run int
}

func (p *paced) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if i := lastAngle(b[:n]); i >= 0 {
		p.run = n - i
	} else {
		p.run += n
	}
	if p.run > 1<<20 {
		return 0, errors.New("endless text")
	}
	return n, err
}

func lastAngle(b []byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == '<' {
			return i
		}
	}
	return -1
}

// A listed sheet is a sheet as the workbook names it.
type listed struct {
	name, part string
	hidden     bool
}

// sheets lists the sheets in the order of their tabs, and whether days are
// counted from 1904.
func (p parts) sheets() (all []listed, from1904 bool, f *fault) {
	var book struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if f := errors.Join(p.decode("xl/workbook.xml", &book), p.decode("xl/_rels/workbook.xml.rels", &rels)); f != nil {
		return nil, false, broken("xl/workbook.xml", f)
	}
	targets := map[string]string{}
	for _, r := range rels.All {
		if target, ok := strings.CutPrefix(r.Target, "/"); ok {
			targets[r.ID] = target
		} else {
			targets[r.ID] = path.Join("xl", r.Target)
		}
	}
	seen := map[string]bool{}
	for _, s := range book.Sheets {
		part, name := targets[s.ID], strings.ToLower(s.Name)
		if p[strings.ToLower(part)] == nil || seen[name] {
			return nil, false, broken(s.Name, errors.New("its sheet is not there, or there twice"))
		}
		seen[name] = true
		all = append(all, listed{s.Name, part, s.State == "hidden" || s.State == "veryHidden"})
	}
	return all, book.Pr.Date1904 == "1" || book.Pr.Date1904 == "true", nil
}

// isSheet reports whether a part is a sheet with cells, not a chart.
func (p parts) isSheet(part string) bool {
	return strings.HasPrefix(strings.ToLower(part), "xl/worksheets/")
}

func (p parts) decode(name string, v any) error {
	b, f := p.read(name)
	if f != nil {
		return errors.New(f.en)
	}
	return xml.Unmarshal(b, v)
}
