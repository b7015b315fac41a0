"""Benchmarks that anyone can run: speed, memory, growth."""
