"""Steps that bring a database of jobs up to date, in order."""
