"""``python -m stillwatch``: the command line where no script is on the path."""

from stillwatch.cli.main import main

main()
