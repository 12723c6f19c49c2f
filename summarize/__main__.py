"""`python -m summarize` is the command `summarize`."""

from summarize.cli import main

main()
