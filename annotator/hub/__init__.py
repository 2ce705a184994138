"""The hub: a PostgreSQL database through which a team brings its copies of a project together."""
