"""What people say of the launch plan, kept in the table of the Data stack, and who said it."""
