"""Who works on the project: progress of everyone, assignment, blind mode."""
