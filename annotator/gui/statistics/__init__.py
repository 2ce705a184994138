"""The page of statistics: counts, who speaks about whom, sentiment and networks, drawn."""
