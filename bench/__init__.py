"""One script a claim; each prints its figure beside the baseline's, in one run."""
