"""Handlers: parse, act, show. Each takes a turn and gives a reply; none knows who may do what."""
