"""Comments: threads on annotations, words and articles; what waits for the annotator; the list below."""
