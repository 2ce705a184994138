"""Exchanging with the team's hub, in the window."""
