"""Training a model in the window: what there is, how far it is, old beside new."""
