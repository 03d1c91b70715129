"""What coordinators can do, and the figures they ask for."""
