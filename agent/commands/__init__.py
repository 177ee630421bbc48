"""The `denwaban` commands, one a file; thin: parse, call, print."""
