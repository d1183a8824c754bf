package toolkit

import "os"

// cache says how long the toolkit keeps what is no longer on the screen; its
// own measure is a minute. At ten seconds or less it walks the whole page for
// every frame it does not draw, at eleven once a second.
const cache = "11s"

func init() {
	if os.Getenv("FYNE_CACHE") == "" { // a soak has a month in half an hour, and lets it forget faster
		os.Setenv("FYNE_CACHE", cache)
	}
}
