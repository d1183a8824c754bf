"""Cuts the screen's font: see cut.sh, which runs this in assets/.

    cut.py FOLDER-OF-NOTO-CJK UNIHAN-OTHER-MAPPINGS
"""
import bz2
import json
import os
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

FACE = "Noto Sans CJK SC"
FAMILY = "Noto Sans SC"
TABLE = Path("testdata/tgh.txt")

# Taken as far as the face has them: what an editor may write tomorrow.
BLOCKS = [
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A: pinyin ā ē ī ō ū, French œ
    (0x01CD, 0x01DC),  # pinyin ǎ ǐ ǒ ǔ ǚ
    (0x0391, 0x03C9),  # Greek: β, μ, Ω
    (0x0400, 0x045F),  # Cyrillic; the face has the Russian letters only
    (0x2000, 0x206F),  # general punctuation
    (0x20A0, 0x20BF),  # currency; the face has € but no rouble sign
    (0x2100, 0x214F),  # letterlike: ℃ № ™
    (0x2150, 0x218F),  # fractions, Roman numerals
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212), (0x221A, 0x221E), (0x2236, 0x2236), (0x2248, 0x2248), (0x2260, 0x2265),  # − √ ∞ ∶ ≈ ≠ ≤ ≥
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x2500, 0x2503),  # dashes of tables: ─ ━ │ ┃
    (0x25A0, 0x25CF), (0x2605, 0x2606), (0x2713, 0x2713),  # ■ ● ★ ☆ ✓
    (0x2E3A, 0x2E3A),  # ⸺: two em dashes in one; —— shows a gap
    (0x3000, 0x303F),  # CJK punctuation
    (0x3220, 0x3229), (0x3280, 0x3289),  # ㈠ ㊀
    (0x3380, 0x33DF),  # ㎏ ㎡
    (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),  # full-width forms
]


def national_table(unihan):
    """The 8,105 characters of 通用规范汉字表 in the table's order."""
    numbers = {}
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        for line in lines:
            code, prop, value = (line.rstrip("\n").split("\t") + ["", ""])[:3]
            if prop == "kTGH" and code.startswith("U+"):
                numbers[int(value.split(":")[1])] = chr(int(code[2:], 16))
    if len(numbers) != 8105:
        sys.exit(f"cut.py: {unihan}: {len(numbers)} characters of the national table, want 8105")
    return [numbers[n] for n in sorted(numbers)]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from strings(each)


def written():
    """Every rune of the words and records that ship, and a file it is in."""
    where = {}
    for path in sorted([*Path("text").glob("*.json"), *Path("sample").glob("*.json"), *Path("seed").glob("**/*.json")]):
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as err:
            sys.exit(f"cut.py: read {path}: {err}")
        for text in strings(value):
            for rune in text:
                if ord(rune) >= 0x20:  # line ends are not drawn
                    where.setdefault(rune, path)
    return where


def collection_face(folder, weight):
    for face in TTCollection(f"{folder}/NotoSansCJK-{weight}.ttc", lazy=True).fonts:
        if face["name"].getDebugName(1) == FACE:
            return face
    sys.exit(f"cut.py: no face {FACE!r} in NotoSansCJK-{weight}.ttc")


def cut(face, runes):
    """Leaves the outlines and widths of runes: no hints, which the screen does
    not use, and no features, so that a line is as wide as the sum of its
    runes."""
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    options.hinting = False
    options.notdef_outline = True  # a missing rune shows as a box
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    options.name_languages = [0x409]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(r) for r in runes])
    cutter.subset(face)


def rename(face, weight):
    """Gives the cut a name of its own beside the whole font; copyright,
    trademark and licence stay as they are."""
    full = FAMILY if weight == "Regular" else f"{FAMILY} {weight}"
    post = f"NotoSansSC-{weight}"
    names = {1: FAMILY, 3: f"2.004;mingbai;{post}", 4: full, 5: "Version 2.004; cut for mingbai", 6: post}
    for number, words in names.items():
        face["name"].setName(words, number, 3, 1, 0x409)
    cff = face["CFF "].cff
    cff.fontNames = [post]
    cff[0].FamilyName, cff[0].FullName = FAMILY, f"{FAMILY} {weight}"


def replace(path, write):
    """Writes path whole or not at all."""
    new = path.with_name(path.name + ".new")
    write(new)
    os.replace(new, path)


def main(folder, unihan):
    table = national_table(unihan)
    used = written()
    rows = ["".join(table[i:i + 50]) for i in range(0, len(table), 50)]
    replace(TABLE, lambda new: new.write_text("\n".join(rows) + "\n", encoding="utf-8"))

    wanted = {chr(c) for first, last in BLOCKS for c in range(first, last + 1)}.union(table, used)
    lacking = set()
    for weight in ("Regular", "Bold"):
        face = collection_face(folder, weight)
        has = {chr(c) for c in face.getBestCmap()}
        lacking |= set(used).union(table) - has
        cut(face, sorted(wanted & has))
        rename(face, weight)
        face.recalcTimestamp = False
        path = Path(f"font/NotoSansSC-{weight}.otf")
        replace(path, face.save)
        print(f"{path}: {len(wanted & has)} runes, {face['maxp'].numGlyphs} glyphs, {path.stat().st_size} bytes")
    for rune in sorted(lacking):
        print(f"cut.py: {FACE} has no {rune!r} U+{ord(rune):04X} ({used.get(rune, TABLE)}): write it otherwise", file=sys.stderr)
    sys.exit(1 if lacking else 0)


main(*sys.argv[1:])
