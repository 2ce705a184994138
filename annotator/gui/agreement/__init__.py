"""The page of agreement: how far layers agree, and what is behind each figure."""
