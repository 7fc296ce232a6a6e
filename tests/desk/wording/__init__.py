"""Reply templates, flags on sentences, procedures."""
