"""The page of the project's own patterns: what they are, and where they stand in the articles."""
