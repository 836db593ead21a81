"""What may be told: hidden cells, so that no sum gives one away, and which rows open their comments."""
