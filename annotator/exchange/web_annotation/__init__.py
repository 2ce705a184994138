"""The W3C's Web Annotation model as JSON-LD."""
