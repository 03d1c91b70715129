"""Invented people who live through programmes by the same actions as others, for looking at documents and measuring."""
