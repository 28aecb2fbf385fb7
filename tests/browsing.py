"""Debian's Chromium for tests: one browser a process, a signed-in page for each person who needs one."""

import os
import threading
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once in each test process."""
    # Playwright's loop makes Django think that every call comes from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def signed_in_cookie(user, url):
    """The session cookie of a person who signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}


@pytest.fixture
def one_request_at_a_time(monkeypatch):
    """SQLite in memory has one connection for all threads, transactions included: requests take turns there."""
    turn = threading.Lock() if connection.vendor == "sqlite" else nullcontext()
    answer = WSGIHandler.__call__

    def in_turn(self, environ, start_response):
        with turn:
            return answer(self, environ, start_response)

    monkeypatch.setattr(WSGIHandler, "__call__", in_turn)


def note_refused(message, errors):
    """Keep what the browser says when the Content-Security-Policy refused something."""
    if message.type == "error" and "Content Security Policy" in message.text:
        errors.append(message.text)


@pytest.fixture
def page_for(chromium, live_server, one_request_at_a_time):
    """A function that opens a page signed in as a person; every one has its own window.

    A page with an error in its scripts, or with something the Content-Security-Policy refused, fails the test.
    """
    contexts, errors = [], []

    def opened(user=None, *, viewport=DESKTOP, language="th"):
        context = chromium.new_context(base_url=live_server.url, viewport=viewport, locale=f"{language}-TH")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        if user is not None:
            context.add_cookies([signed_in_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: note_refused(message, errors))
        contexts.append(context)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
