"""The row-level tables, what the cells count, and the figures of the closing summary."""
