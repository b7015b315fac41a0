"""Work that can take longer than a frame: on threads with their own connection, answers relayed."""
