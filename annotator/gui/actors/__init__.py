"""The registry in the window: choosing the actor of a mention, and the page of all actors."""
