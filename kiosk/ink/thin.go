package ink

// thin reduces a bitmap of side n, whose border is empty, to lines of one
// pixel in place: T. Y. Zhang and C. Y. Suen, A Fast Parallel Algorithm for
// Thinning Digital Patterns, Communications of the ACM 27 (1984).
func thin(pix []bool, n int) {
	var gone []int
	for changed := true; changed; {
		changed = false
		for pass := range 2 {
			gone = gone[:0]
			for i := n + 1; i < len(pix)-n-1; i++ {
				if pix[i] && peels(pix, i, n, pass) {
					gone = append(gone, i)
				}
			}
			for _, i := range gone {
				pix[i] = false
			}
			changed = changed || len(gone) > 0
		}
	}
}

// peels reports whether the pixel i lies on the edge that pass takes away.
func peels(pix []bool, i, n, pass int) bool {
	ring := [8]bool{pix[i-n], pix[i-n+1], pix[i+1], pix[i+n+1], pix[i+n], pix[i+n-1], pix[i-1], pix[i-n-1]}
	set, edges := 0, 0
	for k, on := range ring {
		if on {
			set++
		}
		if !on && ring[(k+1)%8] {
			edges++
		}
	}
	if set < 2 || set > 6 || edges != 1 {
		return false
	}
	north, east, south, west := ring[0], ring[2], ring[4], ring[6]
	if pass == 0 {
		return !(north && east && south) && !(east && south && west)
	}
	return !(north && east && west) && !(north && south && west)
}
