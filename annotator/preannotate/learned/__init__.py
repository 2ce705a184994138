"""What was learned from a project's annotations, at work: finding spans, judging suggestions, answering."""
