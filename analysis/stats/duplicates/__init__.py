"""Near-duplicate texts: candidates by MinHash LSH, similarity counted exactly."""
