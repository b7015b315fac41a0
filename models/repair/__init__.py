"""Building a sound new file from what can still be read of a damaged one."""
