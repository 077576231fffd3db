"""One rule, one file; the catalogue finds them by itself."""
