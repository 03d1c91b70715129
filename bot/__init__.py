"""The face: speaks the Bot API and turns actions into screens."""
