"""The page on which a person writes the codebook."""
