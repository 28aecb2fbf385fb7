#!/usr/bin/env python
"""Django's command line for budgetplan."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budgetplan.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(
            f"The database of DATABASE_URL doesn't answer: {error}\n"
            "Look whether it runs, whether its address, name, user and password are right, and whether migrate was run."
        )


if __name__ == "__main__":
    main()
