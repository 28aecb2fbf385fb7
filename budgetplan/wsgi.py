"""The WSGI entry point for gunicorn and granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budgetplan.settings")

application = get_wsgi_application()
