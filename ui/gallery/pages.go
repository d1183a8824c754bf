package gallery

// Pages returns a route for every page, with what the starter catalog has.
func Pages() []string {
	return []string{"attract", "home", "care", "utilities", "topics", "topic/pension", "guide/pension-enrolment", "guide/pension-enrolment?tab=conditions",
		"guide/pension-enrolment?tab=steps", "guide/pension-enrolment?tab=limit", "guide/pension-enrolment?tab=fee", "guide/pension-enrolment?tab=basis",
		"guide/pension-enrolment?tab=questions", "guide/medical-remote", "fees", "fees?q=%E6%B0%B4", "fee/water-price", "enterprise/water", "enterprise/water?tab=channels",
		"office/social-insurance", "offices", "counter/social-insurance", "complaints", "channel/web-complaints", "disclosure", "disclosure/budget",
		"disclosure/accident", "disclosure/final-accounts-2025", "notices", "notice/heating-hotline", "decisions", "decision/heat-price-hearing",
		"power/food-penalty", "request", "report/2025", "about", "search", "search?q=%E5%8C%BB%E7%96%97",
		"search?q=1&board=digits", "search?board=draw", "search?only=fee&q=%E6%B0%B4", "search?q=%E4%BF%9D&board=none", "search?q=%E5%A4%AA%E9%98%B3%E8%83%BD", "search?q=%E5%A4%AA%E9%98%B3%E8%83%BD&board=none", "survey", "survey?level=5&reasons=clear+once", "survey?level=1&failed=1", "survey?sort=wrong&about=guide/pension-enrolment&reasons=fee", "survey?pick=1", "survey?done=1", "guide/not-there",
		"held?care=1&page=guide/pension-enrolment", "held?care=1&page=attract", "held?care=1&page=home", "held?care=2&page=fees", "held?care=3",
		"guide/pension-enrolment?ticks=1", "guide/id-card?ticks=1", "guide/newborn-register?ticks=7", "calendar/2026", "calendar/hall-2026",
		"guide/business-individual",
		"fee/water-price-2019", "fee/water-price?tab=calculate", "fee/water-price?tab=calculate&used=300.5", "fee/power-price?tab=calculate&used=99999999",
		"fee/gas-price?tab=calculate&used=0", "fee/heat-price?tab=calculate&used=89.64", "fee/heat-metered?tab=calculate&used0=89.64&used1=21.5&typing=used1",
		"fee/property-service?tab=calculate&used=90", "search?q=1234567&board=digits", "search?q=0226007&board=digits", "complaints?about=office/water",
		"channel/web-complaints?about=fee/water-price", "about?help=window", "about?help=called"}
}

// StaffPages returns a route for every page of the staff, which only somebody
// who is in sees.
func StaffPages() []string {
	return []string{"staff", "staff/fees", "staff/notices", "staff?state=conflict", "staff/due", "staff/find", "staff/find?q=%E5%8C%BB%E7%96%97&board=none", "staff/record/counter/social-insurance",
		"staff/record/office/social-insurance", "staff/record/guide/medical-remote", "staff/record/fee/water-price", "staff/record/guide/gone", "staff/record/guide/not-there",
		"staff/amend/counter/social-insurance?field=place", "staff/amend/counter/social-insurance?field=place&focus=part3&keys=on", "staff/amend/office/social-insurance?field=hours&focus=part0.zh&keys=on&spell=yl",
		"staff/amend/guide/pension-enrolment?field=note", "staff/reason/guide/pension-enrolment?does=hide", "staff/edit/notice/h-02", "staff/edit/notice/h-02?tab=when", "staff/edit/notice/h-02?tab=languages&focus=title.ru&keys=on",
		"staff/edit/notice/h-02?tab=review", "staff/edit/notice/h-new0?tried=1", "staff/edit/guide/h-01", "staff/edit/guide/h-01?tab=materials", "staff/edit/guide/h-01?tab=limit&focus=promised&keys=on",
		"staff/edit/guide/h-01?tab=limit&tried=1", "staff/edit/guide/h-01?tab=questions", "staff/edit/guide/h-01?pick=office", "staff/edit/guide/h-01?look=1", "staff/look/guide/pension-enrolment", "staff/look/counter/social-insurance", "staff/edit/notice/h-02?paste=1",
		"staff/changes", "staff/changes?open=change/3", "staff/changes/counter/social-insurance", "staff/statistics", "staff/import"}
}
