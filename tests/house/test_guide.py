"""The guide shows every picture the script takes, and no other."""

import re

from tests.house import source

GUIDE = source.ROOT / "docs" / "guide"
LARGEST = 150_000


def test_pictures_of_the_guide_are_there_and_all_are_shown():
    shown = {name for page in GUIDE.glob("*.md") for name in re.findall(r"\(images/([\w-]+\.png)\)", page.read_text())}

    assert shown == {path.name for path in (GUIDE / "images").iterdir()}


def test_pictures_are_small():
    assert [path.name for path in (GUIDE / "images").iterdir() if path.stat().st_size > LARGEST] == []


def test_links_between_the_guides_pages_lead_somewhere():
    links = {link for page in GUIDE.glob("*.md") for link in re.findall(r"\]\(([\w-]+\.md)\)", page.read_text())}

    assert links == {page.name for page in GUIDE.glob("*.md")}
    assert all((GUIDE / link).exists() for link in links)
