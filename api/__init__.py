"""Everything that faces outward: the command line and the exchange of files."""
