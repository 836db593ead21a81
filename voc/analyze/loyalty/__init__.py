"""loyalty and its kin: quadrants, their topics, who is at risk, concentration, retention."""
