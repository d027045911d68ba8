"""The contact centre that an environment file declares, set up as its own team would."""
