"""The command line `paiqin`: one module for each command, and what they share."""
