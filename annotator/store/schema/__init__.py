"""What each migration makes.  What has landed never changes."""
