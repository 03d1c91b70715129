"""Disclosure: what may be shown of a few people, so that nobody can be computed from what is shown."""
