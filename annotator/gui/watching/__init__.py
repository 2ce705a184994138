"""The folder that is watched: what comes into it comes into the project."""
