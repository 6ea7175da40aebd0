"""Bytes to `Document`: files, folders, standard input and JSON Lines, with what is not running text marked."""
