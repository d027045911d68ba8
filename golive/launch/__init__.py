"""The day of the launch: where it is, when to go back, and how."""
