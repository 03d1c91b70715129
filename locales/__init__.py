"""Catalogues and the small code that reads them."""
