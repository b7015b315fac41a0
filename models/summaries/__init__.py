"""What follows from records and claims and is stored so that lists stay quick; Verify checks it."""
