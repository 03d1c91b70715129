"""The words that people say yes to; whoever changes one has everybody asked again (bot.taking_part)."""

from locales.translator import marked

QUESTION = marked("Vill du vara med?")
POINTS = (
    marked("Vi frågar hur stödet fungerar, för att göra det bättre."),
    marked("Dina svar sparas utan namn. Frågorna i slutet är anonyma."),
    marked("Du kan hoppa över frågor och sluta när du vill."),
    marked("Säger du nej påverkas inte ditt stöd."),
    marked("Du kan få det som gäller dig raderat."),
)
