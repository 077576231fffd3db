"""What a plan means for people: what is missing and why, who carries what, what changed."""
