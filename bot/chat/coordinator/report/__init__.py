"""Reports in words: the document, the screens and the files of a programme's period."""
