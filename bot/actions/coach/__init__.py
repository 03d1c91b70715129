"""What coaches can do, and what is done for them."""
