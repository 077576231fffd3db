"""What is solved: facts, policy and budget in one document, and how layers of policy merge."""
