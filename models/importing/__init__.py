"""Importing: what other registers hold becomes records, each value with the words behind it."""
