"""What the annotations say, counted and drawn together: statements, networks, statistics."""
