package cli

import "testing"

func TestAlike(t *testing.T) {
	black, white := []byte{0, 0, 0}, []byte{255, 255, 255}
	for name, c := range map[string]struct {
		data  []byte
		n     int
		first []byte
		want  bool
	}{
		"black":                        {[]byte{0, 0, 0, 0, 0, 0, 0, 0}, 2, nil, true},
		"black, with rubbish":          {[]byte{0, 0, 0, 9, 0, 0, 0, 7}, 2, nil, true},
		"one pixel is not":             {[]byte{0, 0, 0, 0, 0, 0, 1, 0}, 2, nil, false},
		"black under black":            {[]byte{0, 0, 0, 0}, 1, black, true},
		"black under white":            {[]byte{0, 0, 0, 0}, 1, white, false},
		"two bytes a pixel":            {[]byte{7, 8, 7, 8, 7, 8}, 3, nil, true},
		"two bytes a pixel, different": {[]byte{7, 8, 7, 9, 7, 8}, 3, nil, false},
		"nothing":                      {nil, 3, nil, false},
	} {
		first := c.first
		if got := alike(c.data, c.n, &first); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
