"""The page of scores: how well layers agree, and how reliable the scores of suggestions are."""
