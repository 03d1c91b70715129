"""The commands of the program by subject. Each imports what it needs when it runs (see ``bot.terminal``)."""
