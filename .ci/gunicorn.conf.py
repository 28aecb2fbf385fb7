"""gunicorn for `make serve`: two processes of four threads, so that a long PDF keeps nobody waiting."""

import os

bind = f"{os.environ['HOST']}:{os.environ['PORT']}"
workers = 2
threads = 4
loglevel = "warning"


def when_ready(_server):
    print(f"\nbudgetplan is ready: {os.environ['SITE_URL']}   (Ctrl+C stops it; the data stays in var/)\n", flush=True)
