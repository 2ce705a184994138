"""Speed, measured as ratios within one run.  Not part of the test run: ``scripts/bench``."""
