"""Settings from the environment: a wrong one stops the start with a sentence that says how to mend it."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from budgetplan import environment

LONG_KEY = "k" * 60


@pytest.fixture
def var(tmp_path, monkeypatch):
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"):
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
]
READERS = {
    "SECRET_KEY": lambda var: environment.read_secret_key(debug=False, var=var),
    "ALLOWED_HOSTS": lambda var: environment.read_hosts(),
    "DATABASE_URL": lambda var: environment.read_database(var=var),
    "EMAIL_URL": lambda var: environment.read_email(),
    "DEBUG": lambda var: environment.read_bool(environment.environ.Env(), "DEBUG", False),
    "LOGIN_FAILURES": lambda var: environment.read_int("LOGIN_FAILURES", 5, least=1),
}


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_a_wrong_value_says_how_to_mend_it(monkeypatch, var, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        READERS[name](var)
    assert sentence in str(refused.value)


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
