"""Amazon Connect, simulated: an instance and what is associated with it."""
