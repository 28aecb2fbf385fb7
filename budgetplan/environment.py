"""Reading the settings from the environment, with a sentence that says how to mend what is wrong.

Every value the program takes from outside comes through one of these functions, so that a wrong one
stops the start in words an administrator can act on, instead of failing later inside a request.
"""

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SHORTEST_SECRET = 50
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def read_bool(env, name, default):
    """A yes/no variable. Raises ImproperlyConfigured for anything but 1/0, true/false, yes/no, on/off."""
    text = os.environ.get(name, "").strip().lower()
    if text in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return env.bool(name, default) if text else default
    raise ImproperlyConfigured(f"{name}={text!r} is not a yes or no. Write {name}=1 or {name}=0.")


def read_int(name, default, *, least=0):
    """A whole number of at least `least`. Raises ImproperlyConfigured."""
    text = os.environ.get(name, "").strip() or str(default)
    if text.isascii() and text.isdigit() and int(text) >= least:
        return int(text)
    raise ImproperlyConfigured(f"{name}={text!r} is not a whole number of {least} or more. Example: {name}={default}.")


def read_secret_key(*, debug, var):
    """The signing key: SECRET_KEY, or one made at the first start and kept in `var`, readable by us alone.

    Raises ImproperlyConfigured for a key that is short or taken from an example.
    """
    key = os.environ.get("SECRET_KEY", "").strip() or _kept_key(var / "secret_key")
    if not debug and (len(key) < SHORTEST_SECRET or key.startswith("django-insecure-")):
        raise ImproperlyConfigured(
            f"SECRET_KEY has {len(key)} characters or is an example key; it needs {SHORTEST_SECRET} random ones. "
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key


def _kept_key(path):
    """The key in the file; made by whichever process comes first."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()


def read_hosts():
    """ALLOWED_HOSTS, separated by commas; where it isn't set, this machine alone. Raises ImproperlyConfigured."""
    hosts = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    for host in hosts:
        if "/" in host or " " in host:
            raise ImproperlyConfigured(
                f"ALLOWED_HOSTS: {host!r} is not a host name. Leave out https:// and anything after a slash."
            )
    return hosts or ["localhost", "127.0.0.1", "[::1]"]


def read_site_url():
    """The address letters link to, without a slash at the end; this machine unless set. Raises ImproperlyConfigured."""
    url = os.environ.get("SITE_URL", "").strip().rstrip("/") or "http://127.0.0.1:8000"
    _check_origin("SITE_URL", url)
    return url


def read_origins():
    """CSRF_TRUSTED_ORIGINS, separated by commas. Raises ImproperlyConfigured."""
    origins = [origin.strip() for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin.strip()]
    for origin in origins:
        _check_origin("CSRF_TRUSTED_ORIGINS", origin)
    return origins


def _check_origin(name, url):
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and url == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        whole = False
    if not whole:
        raise ImproperlyConfigured(
            f"{name}: {url!r} is not an address. Write https:// and the host name, with nothing after it: "
            "https://budget.example.go.th"
        )


def read_log_level():
    """The least serious messages that are logged. Raises ImproperlyConfigured."""
    level = os.environ.get("LOG_LEVEL", "").strip().upper() or "WARNING"
    if level not in LOG_LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL={level!r} is no level. Write one of {', '.join(LOG_LEVELS)}.")
    return level


def read_database(*, var):
    """DATABASE_URL as Django's dictionary: SQLite (the default, a file in `var`) or PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{var / 'budgetplan.sqlite3'}"
    scheme = url.partition(":")[0]
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme!r}. Write postgres://user:password@host:5432/name or sqlite:////path/file"
        )
    try:
        database = environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL can't be read ({error}). Write postgres://user:password@host:5432/name; "
            "characters such as @ or / in the password must be percent-encoded."
        ) from error
    if not database.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database. Add it at the end: postgres://user@host:5432/budgetplan"
        )
    return _tuned_sqlite(database) if scheme == "sqlite" else _tuned_postgres(database)


def _tuned_sqlite(database):
    if database["NAME"] != ":memory:":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE and WAL: with the defaults two editors meet "database is locked" in half their writes.
    database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    return database


def _tuned_postgres(database):
    database["ENGINE"] = "django.db.backends.postgresql"
    database["CONN_MAX_AGE"] = 600
    database["CONN_HEALTH_CHECKS"] = True
    return database


def read_email():
    """EMAIL_URL as Django's settings; letters are printed on the console where it is not set."""
    url = os.environ.get("EMAIL_URL", "").strip() or "consolemail://"
    try:
        return environ.Env.email_url_config(url)
    except (KeyError, ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(
            f"EMAIL_URL={url!r} can't be read. Write smtp+tls://user:password@mail.example.go.th:587 or consolemail://"
        ) from error


def read_sender():
    """The sender of letters: an address, or a name and an address in brackets. Raises ImproperlyConfigured."""
    sender = os.environ.get("DEFAULT_FROM_EMAIL", "").strip() or "budgetplan@localhost"
    try:
        validate_email(parseaddr(sender)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"DEFAULT_FROM_EMAIL={sender!r} is not a sender. Write plan@example.go.th or Budget <plan@example.go.th>"
        ) from error
    return sender


def read_directory(name, default):
    """A directory the program writes to. Created where missing. Raises ImproperlyConfigured if it can't be."""
    path = Path(os.environ.get(name, "").strip() or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={str(path)!r} can't be used ({error.strerror}). Name a directory the program may write to."
        ) from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(
            f"{name}={str(path)!r} is not writable. Give the program's user the right to write there."
        )
    return path
