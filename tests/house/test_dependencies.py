"""Every package we build on says what it is for, and nothing else is pinned."""

import re
import tomllib

from tests.house import source

PYPROJECT = (source.ROOT / "pyproject.toml").read_text(encoding="utf-8")
DEPENDENCY = re.compile(r'^    "[A-Za-z0-9_.-]+([<>=!~].*)?",$')
NAME = re.compile(r"^[a-z0-9-]+(?===)", re.MULTILINE)


def without_comment(text):
    """The dependency lines of pyproject.toml that no comment stands right above."""
    before = ""
    for line in text.splitlines():
        if DEPENDENCY.match(line) and not before.lstrip().startswith("#"):
            yield line.strip()
        before = line


def declared(group):
    return {re.match(r"[a-z0-9-]+", line).group() for line in group}


def test_every_dependency_says_what_it_is_for():
    ours = PYPROJECT[: PYPROJECT.index("[tool.")]

    assert len([line for line in ours.splitlines() if DEPENDENCY.match(line)]) > 20
    assert list(without_comment(ours)) == []


def test_a_dependency_without_a_comment_is_found():
    assert list(without_comment('    # Pages.\n    "django>=5.2",\n    "left-pad",\n')) == ['"left-pad",']


def test_the_pins_hold_every_declared_dependency_and_a_hash_for_each():
    project = tomllib.loads(PYPROJECT)
    runtime = declared(project["project"]["dependencies"])
    every = runtime | declared(project["dependency-groups"]["dev"])

    for path, wanted in (("requirements.txt", runtime), ("tests/requirements.txt", every)):
        pins = (source.ROOT / path).read_text(encoding="utf-8")
        assert wanted <= set(NAME.findall(pins))
        assert all("--hash=sha256:" in pin for pin in re.split(r"\n(?=[a-z0-9-]+==)", pins)[1:])


def test_the_pins_name_no_download_host():
    for path in ("requirements.txt", "tests/requirements.txt", ".ci/node-requirements.txt", "package-lock.json"):
        text = (source.ROOT / path).read_text(encoding="utf-8")
        assert not re.search(r'index-url|find-links|"resolved"', text)
