"""nps and weights: the score by period, segment and source; two cells compared, weighted or not."""
