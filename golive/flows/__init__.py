"""Contact flows as graphs, and the rules that a flow keeps before callers meet it."""
