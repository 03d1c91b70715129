"""What administrators can do, and what they are told."""
