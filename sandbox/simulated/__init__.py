"""Services that the emulator lacks."""
