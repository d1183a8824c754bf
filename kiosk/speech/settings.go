package speech

import (
	"fmt"
	"strings"
)

// An Output is where a voice may be heard.
type Output int

// By default nothing is heard. What is read to one visitor is heard by the
// whole hall, so a hall has to allow the loudspeaker.
const (
	Silent Output = iota
	Headphones
	Loudspeaker
)

// Settings is how a hall lets pages be read aloud.
type Settings struct {
	Output Output
	Jack   string // Headphones: part of the name of the input device that knows whether they are in
	Device string // of ALSA, as "plughw:0,0"; "" is its default
	Pace   int    // words a minute, 80 to 450; 0 is 150, slower than espeak-ng's own 175
}

const usualPace = 150

// ParseSettings reads the configuration key voice: "" or "off" for silence,
// "speaker", or "headphones" and the name of the device with the switch, as
// "headphones HDA Intel PCH Headphone". "on" is "speaker".
func ParseSettings(voice string) (Settings, error) {
	first, rest, _ := strings.Cut(strings.TrimSpace(voice), " ")
	switch rest = strings.TrimSpace(rest); {
	case voice == "" || first == "off" && rest == "":
		return Settings{}, nil
	case (first == "speaker" || first == "on") && rest == "":
		return Settings{Output: Loudspeaker}, nil
	case first == "headphones" && rest != "":
		return Settings{Output: Headphones, Jack: rest}, nil
	case first == "headphones":
		return Settings{}, fmt.Errorf("voice %q: the input device is missing (hint: take part of its name from /proc/bus/input/devices, as \"headphones PCH Headphone\")", voice)
	}
	return Settings{}, fmt.Errorf("voice %q is unknown (hint: off, speaker, or headphones and the name of the input device)", voice)
}
