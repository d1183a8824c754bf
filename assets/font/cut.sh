#!/bin/sh
# Cuts the two weights of the screen's font out of Debian's fonts-noto-cjk, and
# lists the national table of characters for the test that reads them. Run it
# when TestFontHasEveryRune names runes that are missing. The build does not
# need it: what it makes is kept beside it.
#
#	apt-get install fonts-noto-cjk unicode-data python3-fonttools
#	assets/font/cut.sh
set -eu
cd "$(dirname "$0")/.."

fonts=/usr/share/fonts/opentype/noto
table=/usr/share/unicode/Unihan_OtherMappings.txt.bz2
for need in "$fonts/NotoSansCJK-Regular.ttc" "$fonts/NotoSansCJK-Bold.ttc" "$table"; do
	if [ ! -r "$need" ]; then
		echo "cut.sh: no $need: apt-get install fonts-noto-cjk unicode-data python3-fonttools" >&2
		exit 1
	fi
done

# Debian's own python has its fontTools; a python of another place may not.
# A fixed hash seed makes the same input give the same bytes.
PYTHONHASHSEED=0 exec /usr/bin/python3 font/cut.py "$fonts" "$table"
