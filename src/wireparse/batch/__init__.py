"""Many stories at a time: which inputs there are, who converts them, and where the results go."""
