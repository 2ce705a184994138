"""Training sets in parts: train, dev and test by article, with a card that says what is in them."""
