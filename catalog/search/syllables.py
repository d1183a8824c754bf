#!/usr/bin/python3
"""Writes syllables.txt: for each syllable of pinyin the characters of the
national table that are read so, the frequent ones first. The build does not
need it: what it makes is kept beside it.

    apt-get install unicode-data
    catalog/search/syllables.py /usr/share/unicode
"""
import bz2
import collections
import os
import re
import sys
import unicodedata

folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
here = os.path.dirname(os.path.abspath(__file__))


def plain(syllable):
    """Without tones, ü as v."""
    s = unicodedata.normalize("NFD", syllable)
    s = s.replace("u\u0308", "v")
    s = "".join(c for c in s if not unicodedata.combining(c))
    return s if re.fullmatch(r"[a-z]+", s) else ""


readings = collections.defaultdict(dict)  # character -> syllable -> how often
with bz2.open(os.path.join(folder, "Unihan_Readings.txt.bz2"), "rt", encoding="utf-8") as f:
    for line in f:
        parts = line.rstrip("\n").split("\t")
        if len(parts) != 3 or parts[1] not in ("kHanyuPinlu", "kMandarin"):
            continue
        char = chr(int(parts[0][2:], 16))
        for word in parts[2].split():
            m = re.fullmatch(r"([^()]+)(?:\((\d+)\))?", word)
            syllable = plain(m.group(1))
            if syllable:
                often = int(m.group(2) or 0)
                readings[char][syllable] = max(often, readings[char].get(syllable, 0))

table = open(os.path.join(here, "../../assets/testdata/tgh.txt"), encoding="utf-8").read()
order = {c: i for i, c in enumerate(table.replace("\n", ""))}
by_syllable = collections.defaultdict(list)
for char, place in order.items():
    for syllable, often in readings[char].items():
        by_syllable[syllable].append((-often, place, char))

with open(os.path.join(here, "syllables.txt"), "w", encoding="utf-8") as out:
    for syllable in sorted(by_syllable):
        out.write(syllable + " " + "".join(c for _, _, c in sorted(by_syllable[syllable])) + "\n")
