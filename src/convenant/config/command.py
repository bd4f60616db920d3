"""The ``convenant`` command: Django's own command line with our settings."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; exits 0, 1 (something wrong in the input) or 2 (could not run)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convenant.config.settings")
    execute_from_command_line(["convenant", *sys.argv[1:]])
