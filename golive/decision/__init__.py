"""Go or no-go: what stands in between, who signs it, and what breaks the signature."""
