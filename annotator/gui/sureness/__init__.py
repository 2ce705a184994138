"""How sure a suggestion must be to be shown."""
