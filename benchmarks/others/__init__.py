"""The mutants of this project given to other tools: how many each notices."""
