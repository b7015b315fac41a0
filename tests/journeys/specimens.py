"""What the journeys know of the model's words."""

SIX_KINDS = ("official", "meeting", "agreement", "statement", "relation", "organization")
"""The kinds the table shows without being asked."""
