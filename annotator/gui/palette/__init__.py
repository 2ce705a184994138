"""What comes over the article at a key and goes again: the command palette and the cheat sheet."""
