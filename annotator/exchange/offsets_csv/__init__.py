"""Tables of offsets: one row a span."""
