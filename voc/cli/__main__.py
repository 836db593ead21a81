"""`python -m voc.cli` is `voc`."""

from voc.cli import main

main()
