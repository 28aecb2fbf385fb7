"""Reading a PDF back with poppler, as other programs and people's search do."""

import re
import subprocess
from typing import NamedTuple


def text_of(pdf, *options):
    """The text of a PDF (bytes), pages ended by form feeds."""
    return _run(["pdftotext", "-enc", "UTF-8", *options, "-", "-"], pdf)


def pages_of(pdf):
    """The text of each page, laid out as printed."""
    return text_of(pdf, "-layout").split("\f")[:-1]


def info_of(pdf):
    """The document's properties as pdfinfo names them."""
    lines = _run(["pdfinfo", "-"], pdf, TZ="UTC").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _run(command, pdf, **environment):
    environment["PATH"] = "/usr/bin:/bin"
    return subprocess.run(command, input=pdf, capture_output=True, check=True, env=environment).stdout.decode("utf-8")


def fonts_of(pdf):
    """The names of the embedded fonts, without the tags of their subsets."""
    rows = _run(["pdffonts", "-"], pdf).splitlines()[2:]
    return {row.split()[0].rpartition("+")[2] for row in rows}


class Word(NamedTuple):
    """A word where it stands on its page, in points from the left."""

    page: int
    page_width: float
    text: str
    left: float
    right: float


def words_of(pdf):
    """Every word of the PDF with its place."""
    page, width = 0, 0.0
    for line in text_of(pdf, "-bbox").splitlines():
        if found := re.search(r'<page width="([\d.]+)"', line):
            page, width = page + 1, float(found[1])
        elif found := re.search(r'<word xMin="([\d.]+)" .*xMax="([\d.]+)" .*>(.*)</word>', line):
            yield Word(page, width, found[3], float(found[1]), float(found[2]))
