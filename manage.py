#!/usr/bin/env python3
"""The project's command line; `manage.py help` lists what it can do."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from config import heap

NO_TABLES = "the database has not the tables of this release: run `manage.py migrate`, and then this again"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault(*heap.OF_THE_SERVER)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"whereabouts: {error}")
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise
        sys.exit(f"whereabouts: {NO_TABLES} ({error.__cause__.diag.message_primary})")
