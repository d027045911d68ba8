"""The controls: one predicate each, over facts that either side can give."""
