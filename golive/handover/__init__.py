"""One archive for the ticket or the change board: all that a decision rests on, and digests."""
