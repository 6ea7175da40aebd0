"""The command line: one command a file, put together in `main`. Heavy imports stand inside the commands."""
