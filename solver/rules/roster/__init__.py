"""Rules of the roster: each is one class that states itself to a program and checks a finished plan."""
