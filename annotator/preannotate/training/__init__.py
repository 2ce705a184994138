"""Training a pipeline on a project's annotations, in a process of its own."""
