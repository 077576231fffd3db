"""Forms in which scenarios, plans and outcomes come in and go out."""
