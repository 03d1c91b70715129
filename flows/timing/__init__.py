"""Timing: what is due for an enrolment and on which day, and when a message may be sent."""
