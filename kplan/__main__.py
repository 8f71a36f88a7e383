"""``python -m kplan`` is the command line."""

from kplan.cli import main

main()
