"""Jobs: solves that are accepted, kept in a database, worked on by any number of workers, and end once."""
