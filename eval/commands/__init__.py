"""The commands that eval adds to `denwaban`: demo and bench."""
