"""A client of the REST API, for Python."""
