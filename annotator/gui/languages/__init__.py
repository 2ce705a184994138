"""In which language articles are, and saying so."""
