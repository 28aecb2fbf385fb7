"""Templates: every one is used, and none carries a script or a style of its own (strict Content-Security-Policy)."""

import re

import pytest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.test import override_settings

from tests.house import source

# Django looks these up by name.
BY_CONVENTION = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "an on… attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)


def inline_code(text):
    """What a strict Content-Security-Policy would refuse in this template."""
    text = COMMENT.sub("", text)
    return [what for what, pattern in INLINE.items() if pattern.search(text)]


def template_name(path):
    return path.relative_to(source.TEMPLATES).as_posix()


def mentions():
    """The text of everything that can name a template, by path."""
    paths = [*source.python_files(), *source.template_files()]
    return {path: path.read_text(encoding="utf-8") for path in paths}


def overrides_a_library(name):
    """Whether one of the installed packages has a template of this name, which ours takes the place of."""
    options = {"NAME": "others", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}}
    try:
        DjangoTemplates(options).get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def unused(names, texts):
    for path, name in names.items():
        if name in BY_CONVENTION or overrides_a_library(name):
            continue
        if not any(f'{name}"' in text or f"{name}'" in text for other, text in texts.items() if other != path):
            yield name


def test_every_template_is_used():
    names = {path: template_name(path) for path in source.template_files()}

    assert names
    assert list(unused(names, mentions())) == []


def test_an_unused_template_is_found():
    forgotten = source.TEMPLATES / "plans/forgotten.html"

    assert list(unused({forgotten: "plans/forgotten.html"}, mentions())) == ["plans/forgotten.html"]


@pytest.mark.parametrize("path", source.template_files(), ids=source.name)
def test_a_template_has_no_inline_script_or_style(path):
    assert inline_code(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p style="color: red">', ["a style attribute"]),
        ("<style>p {}</style>", ["a <style> element"]),
        ("<script>alert(1)</script>", ["a script without src"]),
        ('<a onclick="go()">', ["an on… attribute"]),
        ('<a href="javascript:go()">', ["a javascript: address"]),
        ('{# <p style="x"> #}<script src="a.js" defer></script><p class="style">', []),
    ],
)
def test_inline_code_is_found(html, found):
    assert inline_code(html) == found


@pytest.mark.parametrize("path", source.template_files(), ids=source.name)
def test_a_template_compiles(path):
    with override_settings(DEBUG=True):
        get_template(template_name(path))
