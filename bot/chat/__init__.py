"""Routes, buttons, handlers and screens."""
