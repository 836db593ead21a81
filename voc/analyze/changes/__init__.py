"""What changed between two periods or two runs, and which comments moved it."""
