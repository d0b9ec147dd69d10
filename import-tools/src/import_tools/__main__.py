"""Lets ``python -m import_tools`` do what ``import-tools`` does."""

import sys

from import_tools.cli import main

if __name__ == "__main__":
    sys.exit(main())
