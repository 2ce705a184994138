"""The page on which layers of an article are compared and settled into gold."""
