"""From facts and policy to a verified plan."""
