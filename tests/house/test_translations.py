"""Everything a person reads has its Thai: the catalogues hold just what the source marks for translation."""

import shutil
import subprocess
import sys

import polib
import pytest

from tests.house import source

CATALOGUES = "locale/th/LC_MESSAGES"
COPIED = (*source.PACKAGES, "templates", "static", "locale")
DOMAINS = ("django", "djangojs")
NOT_OURS = shutil.ignore_patterns("vendor", "__pycache__", "*.mo")


@pytest.fixture
def copy_of_the_source(tmp_path):
    """A copy whose catalogues makemessages may rewrite."""
    for name in COPIED:
        if (source.ROOT / name).is_dir():
            shutil.copytree(source.ROOT / name, tmp_path / name, ignore=NOT_OURS)
    return tmp_path


def make_messages(folder, domain):
    """What makemessages makes of the catalogue of `domain` in this folder."""
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "th", "--domain", domain]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})
    return polib.pofile(str(folder / CATALOGUES / f"{domain}.po"))


def without_thai(catalogue):
    """Entries that show English on a Thai page: not translated, or only guessed."""
    return [entry.msgid for entry in catalogue if not entry.obsolete and (entry.fuzzy or not entry.translated())]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_string_has_its_thai(copy_of_the_source, domain):
    catalogue = make_messages(copy_of_the_source, domain)

    assert len(catalogue) > 20
    assert without_thai(catalogue) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_has_lost_its_string(copy_of_the_source, domain):
    catalogue = make_messages(copy_of_the_source, domain)

    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_a_string_without_thai_is_found(copy_of_the_source):
    (copy_of_the_source / "plans/new.py").write_text('_("A string nobody has translated yet")\n')

    catalogue = make_messages(copy_of_the_source, "django")

    assert "A string nobody has translated yet" in without_thai(catalogue)
