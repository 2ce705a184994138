"""Search over articles and annotations, line by line: what was found, with the words around it."""
