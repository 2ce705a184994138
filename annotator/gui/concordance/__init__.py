"""The concordance: a list below the article of what was found, to walk and to tag from; and “Everywhere”."""
