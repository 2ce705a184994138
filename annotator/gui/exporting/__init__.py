"""Export in the window: what, as what, where to; what it will look like and lose, before it is written."""
