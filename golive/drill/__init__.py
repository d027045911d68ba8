"""Drills: an alarm is made to fire, and the message is seen to arrive."""
