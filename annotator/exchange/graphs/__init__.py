"""Networks of actors and claims as files: GraphML and GEXF."""
