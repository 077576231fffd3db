"""What a batch has found: tables, pictures and files of its comparison."""
