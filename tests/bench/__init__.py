"""`make bench`: what the busy pages cost, as ratios within one run, against an empty page of the same frame."""
