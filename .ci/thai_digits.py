"""Make static/organization/fonts/thai-digits-*.woff2: Sarabun's Thai digits, also in the places of 0 to 9.

Pages of people who chose Thai digits load these three small fonts before Sarabun. So every figure of every page
shows in Thai digits, while what is copied, pasted and computed stays plain numbers. All digits get one width,
which Sarabun's own don't have, so that columns of figures stand straight. Run it again only after an update of
Sarabun: .venv/bin/python .ci/thai_digits.py
"""

import shutil
from pathlib import Path

from fontTools.misc.transform import Identity
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SARABUN = ROOT / "static" / "vendor" / "sarabun"
TARGET = ROOT / "static" / "organization" / "fonts"
WEIGHTS = (400, 600, 700)
WIDTH = 650
THAI_ZERO, ARABIC_ZERO = 0x0E50, 0x30


def fit(font, name):
    """Centre a glyph in WIDTH; one that is wider is narrowed to it."""
    advance, _bearing = font["hmtx"][name]
    scale = min(1, WIDTH / advance)
    pen = TTGlyphPen(None)
    move = Identity.translate((WIDTH - advance * scale) / 2, 0).scale(scale, 1)
    font.getGlyphSet()[name].draw(TransformPen(pen, move))
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (WIDTH, glyph.xMin)


def make(weight):
    """One weight's font."""
    font = TTFont(SARABUN / "files" / f"sarabun-thai-{weight}-normal.woff2")
    options = Options(layout_features=[], name_IDs=["*"], hinting=False, glyph_names=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=range(THAI_ZERO, THAI_ZERO + 10))
    subsetter.subset(font)
    thai = font.getBestCmap()
    for name in thai.values():
        fit(font, name)
    arabic = {ARABIC_ZERO + code - THAI_ZERO: name for code, name in thai.items()}
    for table in font["cmap"].tables:
        table.cmap = {**arabic, **thai}
    font.flavor = "woff2"
    font.save(TARGET / f"thai-digits-{weight}.woff2")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        make(weight)
    shutil.copyfile(SARABUN / "LICENSE", TARGET / "LICENSE")


if __name__ == "__main__":
    main()
