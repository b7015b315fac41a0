"""A few small cards that show somebody new what stands where, beside the work and never over it."""
