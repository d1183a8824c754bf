package review

import (
	"regexp"
	"slices"
	"strings"

	"mingbai/catalog"
)

// Numbers of persons: eighteen digits, the last of which checks the others
// (GB 11643-1999), and mobile numbers, with or without dividers and +86.
var (
	identityNumber = regexp.MustCompile(`(?:^|[^0-9A-Za-z])([1-9][0-9]{16}[0-9Xx])(?:$|[^0-9A-Za-z])`)
	mobileNumber   = regexp.MustCompile(`(?:^|[^0-9A-Za-z])(?:\+?86[- ]?)?(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?:$|[^0-9A-Za-z])`)
)

// personalData notes numbers of persons in the words of a record. What is
// found is not repeated: findings are handed around.
func personalData(f *folder, _ *catalog.Record, note func(catalog.Finding)) {
	for _, l := range f.page.words {
		if strings.HasSuffix(l.path, ".url") {
			continue // an address may hold any digits; nobody reads them on the screen
		}
		if holdsIdentity(l.words) {
			note(block("identity-number", l.path, "像是公民身份号码，请删去或遮盖", "this looks like a citizen's identity number: remove or mask it", "Похоже на номер удостоверения личности: удалите или скройте"))
		}
		if mobileNumber.MatchString(l.words) {
			note(advise("mobile-number", l.path, "像是手机号码，若是个人的请换成单位电话", "this looks like a mobile number: if it is a person's, give the office's telephone instead", "Похоже на мобильный номер: если он личный, дайте номер ведомства"))
		}
	}
}

// holdsIdentity reports whether words hold a number whose last digit checks
// the others.
func holdsIdentity(words string) bool {
	return slices.ContainsFunc(identityNumber.FindAllStringSubmatch(words, -1), func(m []string) bool {
		return checks(strings.ToUpper(m[1]))
	})
}

// checks reports whether the last digit of an identity number is right
// (ISO 7064, MOD 11-2).
func checks(number string) bool {
	sum := 0
	for _, d := range number[:17] {
		sum = (sum + int(d-'0')) * 2 % 11
	}
	return "10X98765432"[sum] == number[17]
}
