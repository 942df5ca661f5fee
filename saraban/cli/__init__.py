"""The command line: turns a typed command into a journey of the desk, and its result into text."""
