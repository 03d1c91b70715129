"""Questionnaires and the engine that asks them: what is asked, what may be answered, where a person stands."""
