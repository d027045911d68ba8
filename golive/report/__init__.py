"""What people see of a run: the board as a page, in Markdown, and in the terminal."""
