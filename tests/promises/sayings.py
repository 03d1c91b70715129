"""What people who walk at random say: words that mean something somewhere, and what they write after a command."""

WORDS = (
    *("ja", "nej", "1", "2", "3", "7", "idag", "igår", "2029-03-01", "tolv", "klar", "tillbaka", "A-17", "avbryt"),
    *("spara", "yes", "no", "done", "i morgon", "3 mars", "hoppa över", "imorgon kl 9 ring Försäkringskassan"),
)
ARGUMENTS = ("", "", "", "A-17", "2029-Q1", "all", "imorgon kl 9 ring", "ENTER")
