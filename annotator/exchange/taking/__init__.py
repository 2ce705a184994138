"""Taking in what other programs wrote: whether it fits, what it means here, what is left of it."""
