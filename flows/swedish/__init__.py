"""Reads days, times and numbers as people write them in Swedish."""
