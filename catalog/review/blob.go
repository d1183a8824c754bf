package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"

	"mingbai/catalog"
)

// ErrNoFile means that a blob is not in the folder.
var ErrNoFile = errors.New("the file is not in the folder")

// ReadBlob reads what b names from a folder of records: a file of its media
// folder, or one there that is called by its SHA-256. It returns the bytes
// and b with the SHA-256, size and format that they have. The error is
// [ErrNoFile] where there is no such file; any other says what is wrong with
// it.
func ReadBlob(folder fs.FS, b catalog.Blob) ([]byte, catalog.Blob, error) {
	body, err := readBlob(folder, b)
	if err != nil {
		return nil, b, err
	}
	format, err := catalog.FormatOf(body)
	if err == nil && format != "PDF" {
		_, _, err = image.Decode(bytes.NewReader(body)) // a copy that was cut is drawn half
	}
	if err != nil {
		return nil, b, err
	}
	sum := sha256.Sum256(body)
	if want, ok := b.Sum(); ok && want != sum {
		return nil, b, fmt.Errorf("its SHA-256 is %x", sum)
	}
	return body, catalog.Blob{Name: hex.EncodeToString(sum[:]), Bytes: int64(len(body)), Format: format}, nil
}

// readBlob reads the bytes, bounded.
func readBlob(folder fs.FS, b catalog.Blob) ([]byte, error) {
	names := []string{b.Name}
	if _, ok := b.Sum(); ok {
		names = nil
		for _, end := range []string{"", ".png", ".jpg", ".jpeg", ".pdf"} {
			names = append(names, catalog.Media+b.Name+end)
		}
	} else if !b.InFolder() {
		return nil, fmt.Errorf("%.80q is no file of the folder media", b.Name)
	}
	for _, name := range names {
		f, err := folder.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer f.Close() // it was only read
		return io.ReadAll(io.LimitReader(f, catalog.MaxBlob+1))
	}
	return nil, ErrNoFile
}

// blobMissing notes pictures and forms that cannot travel with the edition.
func blobMissing(f *folder, _ *catalog.Record, note func(catalog.Finding)) {
	all, err := catalog.Blobs(f.page.line)
	if err != nil {
		return // the line itself cannot be written
	}
	for _, b := range all {
		_, bySum := b.Sum()
		if bySum && f.Published != nil && f.Published(b) {
			continue
		}
		if !bySum && !b.InFolder() {
			note(block("file-name", "body", fmt.Sprintf("随版文件 %.80q 写得不对，请把文件放进 media 文件夹，写成 media/文件名", b.Name),
				fmt.Sprintf("%.80q is no file of the folder media: put it there and write media/NAME", b.Name), fmt.Sprintf("Файл %.80q записан неверно: положите его в media и пишите media/ИМЯ", b.Name)))
			continue
		}
		if f.Media == nil {
			continue
		}
		_, _, err := ReadBlob(f.Media, b)
		switch {
		case errors.Is(err, ErrNoFile) && bySum && f.Published == nil:
			note(advise("file-elsewhere", "body", "随版文件 "+b.Name+" 不在 media 文件夹，须已发布过，提请时再查",
				"the file "+b.Name+" is not in the folder media: it has to be published already, which is looked up when it is proposed", "Файла "+b.Name+" нет в media: он должен быть уже опубликован, это проверят при предложении"))
		case errors.Is(err, ErrNoFile):
			note(block("file-missing", "body", "找不到随版文件 "+b.Name+"，请放进 media 文件夹或删去",
				"the file "+b.Name+" is not there: put it into the folder media, or leave it out", "Файла "+b.Name+" нет: положите его в media или уберите"))
		case err != nil:
			note(block("file-unfit", "body", "随版文件 "+b.Name+" 不能发布，只收 8 MB 以内完好的 PNG、JPEG、PDF："+err.Error(),
				"the file "+b.Name+" cannot be published, only whole PNG, JPEG and PDF up to 8 MB: "+err.Error(), "Файл "+b.Name+" нельзя опубликовать, нужны целые PNG, JPEG или PDF до 8 МБ: "+err.Error()))
		}
	}
}
