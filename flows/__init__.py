"""The core: what is asked, when, and what it means. Imports nothing of ours."""
