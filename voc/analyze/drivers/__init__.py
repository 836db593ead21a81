"""drivers: effects of all topics at once, their importance and their place in the portfolio."""
