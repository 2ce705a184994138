"""The claim frame: who says what about whom, filled by keys, and what is asked after tagging."""
