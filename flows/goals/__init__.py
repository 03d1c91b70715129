"""Goals: what a programme promised, what it is judged by, and what it comes to."""
