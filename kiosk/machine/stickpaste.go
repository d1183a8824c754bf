package machine

import (
	"bytes"
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/kiosk"
)

// maxPaste is the longest text that is read for a field, in bytes.
const maxPaste = 64 << 10

// Paste reads a text of a stick, to be put into a field: UTF-8, or GB 18030 as
// older programs write it. Characters that cannot be shown are left out.
func (m *Machine) Paste(f kiosk.StickFile, done func(text string, err error)) {
	text := ""
	end := func(err error) { done(text, err) }
	if err := m.mayImport(); err != nil {
		end(err)
		return
	}
	m.apart("stick", func(context.Context) error {
		file, err := m.onStick(f.Path)
		if err != nil {
			return err
		}
		b, err := readAll(file.Path, maxPaste)
		if err != nil {
			return err
		}
		text, err = plainText(b)
		return err
	}, end)
}

// plainText decodes a text and leaves out what draws nothing or turns other
// letters around.
func plainText(b []byte) (string, error) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(b) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return "", objection("no-text", said{"这不是文本文件", "the file is no text", "Это не текстовый файл"},
				said{"请另存为 UTF-8 编码的文本文件", "save it as a text file in UTF-8", "Сохраните его как текст в UTF-8"})
		}
		b = decoded
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(string(b))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && (r == utf8.RuneError || unicode.In(r, unicode.C, unicode.Zl, unicode.Zp)) {
			return -1
		}
		return r
	}, text)), nil
}
