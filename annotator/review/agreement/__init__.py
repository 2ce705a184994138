"""How far layers agree: kappa, alpha, F1 and confusion, with intervals, and what is behind each figure."""
