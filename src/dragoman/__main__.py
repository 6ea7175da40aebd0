"""`python -m dragoman`: the program, where its script is not on the path."""

from dragoman.cli.main import run

if __name__ == "__main__":
    run()
