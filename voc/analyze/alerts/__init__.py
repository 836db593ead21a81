"""alerts, and what would have fired in the past."""
