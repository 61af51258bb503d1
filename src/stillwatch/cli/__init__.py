"""The command line: one subcommand a file, found by walking this folder."""
