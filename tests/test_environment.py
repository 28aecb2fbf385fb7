"""Settings from the environment: a wrong one stops the start with a sentence that says how to mend it."""

import os
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from budgetplan import environment

LONG_KEY = "k" * 60


@pytest.fixture
def var(tmp_path, monkeypatch):
    for name in READERS:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


WRONG = [
    ("SECRET_KEY", "short", "it needs 50 random ones"),
    ("SECRET_KEY", "django-insecure-" + LONG_KEY, "is an example key"),
    ("ALLOWED_HOSTS", "https://budget.example.go.th", "Leave out https:// and anything after a slash"),
    ("ALLOWED_HOSTS", "one two", "is not a host name"),
    ("DATABASE_URL", "mysql://root@127.0.0.1/plan", "Write postgres://user:password@host:5432/name"),
    ("DATABASE_URL", "postgres://user@host:port/plan", "can't be read"),
    ("DATABASE_URL", "postgres://user@host:5432", "names no database"),
    ("EMAIL_URL", "pigeon://roof", "Write smtp+tls://user:password@mail.example.go.th:587"),
    ("DEBUG", "maybe", "Write DEBUG=1 or DEBUG=0"),
    ("LOGIN_FAILURES", "0", "not a whole number of 1 or more"),
    ("LOGIN_FAILURES", "five", "not a whole number of 1 or more"),
    ("LOGIN_LOCK_MINUTES", "-15", "not a whole number of 1 or more"),
    ("SECURE_HSTS_SECONDS", "1e6", "not a whole number of 0 or more"),
    ("SECURE_SSL_REDIRECT", "2", "Write SECURE_SSL_REDIRECT=1 or SECURE_SSL_REDIRECT=0"),
    ("BEHIND_PROXY", "nginx", "Write BEHIND_PROXY=1 or BEHIND_PROXY=0"),
    ("SITE_URL", "budget.example.go.th", "Write https:// and the host name"),
    ("SITE_URL", "https://budget.example.go.th/plan", "with nothing after it"),
    ("CSRF_TRUSTED_ORIGINS", "https://one.go.th,two.go.th", "'two.go.th' is not an address"),
    ("CSRF_TRUSTED_ORIGINS", "https://[one.go.th", "is not an address"),
    ("DEFAULT_FROM_EMAIL", "the planning group", "Write plan@example.go.th"),
    ("LOG_LEVEL", "loud", "Write one of DEBUG, INFO, WARNING, ERROR"),
]
READERS = {
    "SECRET_KEY": lambda var: environment.read_secret_key(debug=False, var=var),
    "ALLOWED_HOSTS": lambda var: environment.read_hosts(),
    "DATABASE_URL": lambda var: environment.read_database(var=var),
    "EMAIL_URL": lambda var: environment.read_email(),
    "LOGIN_FAILURES": lambda var: environment.read_int("LOGIN_FAILURES", 5, least=1),
    "LOGIN_LOCK_MINUTES": lambda var: environment.read_int("LOGIN_LOCK_MINUTES", 15, least=1),
    "SECURE_HSTS_SECONDS": lambda var: environment.read_int("SECURE_HSTS_SECONDS", 0),
    "SITE_URL": lambda var: environment.read_site_url(),
    "CSRF_TRUSTED_ORIGINS": lambda var: environment.read_origins(),
    "DEFAULT_FROM_EMAIL": lambda var: environment.read_sender(),
    "LOG_LEVEL": lambda var: environment.read_log_level(),
    **{
        name: partial(lambda name, var: environment.read_bool(environment.environ.Env(), name, False), name)
        for name in ("DEBUG", "SECURE_SSL_REDIRECT", "BEHIND_PROXY")
    },
}


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_a_wrong_value_says_how_to_mend_it(monkeypatch, var, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        READERS[name](var)
    assert sentence in str(refused.value)


def test_what_is_right_is_taken_as_it_stands(monkeypatch, var):
    monkeypatch.setenv("SITE_URL", "https://budget.example.go.th/")
    monkeypatch.setenv("CSRF_TRUSTED_ORIGINS", "https://budget.example.go.th, http://10.0.0.5:8080")
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "แผน <plan@example.go.th>")
    monkeypatch.setenv("LOG_LEVEL", "info")
    names = ("SITE_URL", "CSRF_TRUSTED_ORIGINS", "DEFAULT_FROM_EMAIL", "LOG_LEVEL")
    assert [READERS[name](var) for name in names] == [
        "https://budget.example.go.th",
        ["https://budget.example.go.th", "http://10.0.0.5:8080"],
        "แผน <plan@example.go.th>",
        "INFO",
    ]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LOG_LEVEL", "loud", "LOG_LEVEL='LOUD' is no level. Write one of"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none", "The database of DATABASE_URL doesn't answer"),
    ],
)
def test_the_start_stops_with_the_sentence_alone(var, name, value, sentence):
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=Path(__file__).resolve().parents[1],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var), name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert "Traceback" not in done.stderr


def test_a_key_is_made_once_and_kept_for_us_alone(var):
    key = environment.read_secret_key(debug=False, var=var)
    kept = var / "secret_key"
    assert environment.read_secret_key(debug=False, var=var) == key
    assert (len(key) >= 50, stat.S_IMODE(kept.stat().st_mode)) == (True, 0o600)


def test_a_given_key_is_not_kept(monkeypatch, var):
    monkeypatch.setenv("SECRET_KEY", LONG_KEY)
    assert environment.read_secret_key(debug=False, var=var) == LONG_KEY
    assert list(var.iterdir()) == []


def test_hosts_are_this_machine_unless_named(monkeypatch, var):
    assert environment.read_hosts() == ["localhost", "127.0.0.1", "[::1]"]
    monkeypatch.setenv("ALLOWED_HOSTS", " budget.example.go.th , 10.0.0.5 ")
    assert environment.read_hosts() == ["budget.example.go.th", "10.0.0.5"]


def test_sqlite_takes_the_write_lock_first_and_writes_ahead(var):
    database = environment.read_database(var=var)
    assert database["NAME"] == str(var / "budgetplan.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_postgresql_keeps_its_connections(monkeypatch, var):
    monkeypatch.setenv("DATABASE_URL", "postgres://plan:secret@db.example:5433/budget")
    database = environment.read_database(var=var)
    shown = [database[name] for name in ("ENGINE", "NAME", "USER", "HOST", "PORT", "CONN_MAX_AGE")]
    assert shown == ["django.db.backends.postgresql", "budget", "plan", "db.example", 5433, 600]


def test_a_directory_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    monkeypatch.setenv("VAR_DIR", str(blocked / "var"))
    with pytest.raises(ImproperlyConfigured, match="Name a directory the program may write to"):
        environment.read_directory("VAR_DIR", tmp_path)
