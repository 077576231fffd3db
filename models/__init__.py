"""Facts, plans and outcomes: frozen documents that know neither solver nor policy."""
