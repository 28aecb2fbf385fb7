"""The program itself on a throw-away database: the sample office in which fiscal year 2564 isn't open yet."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "guide-pictures-2564"
START_SECONDS = 60


def use_settings(directory):
    """Point Django at a database in `directory`, in this process and those it starts."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="budgetplan.settings",
        DATABASE_URL=f"sqlite:///{directory}/pictures.sqlite3",
        VAR_DIR=str(directory),
        MEDIA_ROOT=f"{directory}/media",
        SECRET_KEY="only-for-pictures-" + "x" * 50,
        ALLOWED_HOSTS="127.0.0.1",
        SECURE_SSL_REDIRECT="0",
        SECURE_HSTS_SECONDS="0",
        DEBUG="1",
        # Playwright's loop makes Django think that every call comes from asynchronous code.
        DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )


def load_office():
    """Migrate, and load the sample up to last year: the pictures open the year 2564 themselves."""
    import django

    django.setup()
    from django.core.management import call_command

    from plans.sample import loader

    call_command("migrate", verbosity=0)
    with mock.patch.object(loader, "_add_this_year"):
        loader.load_sample(password=PASSWORD)


@contextmanager
def served():
    """The address of the program while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload", "--insecure"]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "SITE_URL": address}
    program = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield address
    finally:
        program.terminate()
        program.wait()


def _wait_for(port):
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
