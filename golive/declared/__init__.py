"""What an environment file may declare, a module for each concern."""
