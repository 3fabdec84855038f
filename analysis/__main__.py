"""`python -m analysis` is the command `framescope`."""

from analysis.cli import main

main()
