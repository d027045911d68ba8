"""Alarms run over metric history: when each would have fired, and at which other threshold."""
