package kiosk

// A Spelling is what letters of pinyin may stand for.
type Spelling struct {
	Words string
	Takes int // how many of the letters it stands for; the rest is still to be chosen
}
