"""Label Studio's JSON, and its labelling configuration."""
