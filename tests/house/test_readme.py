"""The README's table of settings is what the program reads."""

import re

from tests.house import source

NAME_IN_CODE = re.compile(r'(?:environ\.get|env\.\w+|read_\w+)\(\s*(?:env, )?"([A-Z_]+)"')
NAME_IN_TABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_the_readme_names_every_setting_and_no_other():
    code = "".join((source.ROOT / "budgetplan" / name).read_text() for name in ("settings.py", "environment.py"))
    readme = (source.ROOT / "README.md").read_text(encoding="utf-8")

    assert len(set(NAME_IN_CODE.findall(code))) > 10
    assert set(NAME_IN_TABLE.findall(readme)) == set(NAME_IN_CODE.findall(code))


def test_the_pictures_and_pages_the_readme_points_to_are_there():
    readme = (source.ROOT / "README.md").read_text(encoding="utf-8")
    paths = re.findall(r"\]\(((?!http)[^)]+)\)|`((?:docs/|CHANGELOG|tests/)[^` ]*)`", readme)

    missing = [path for pair in paths for path in pair if path and not (source.ROOT / path).exists()]

    assert missing == []
