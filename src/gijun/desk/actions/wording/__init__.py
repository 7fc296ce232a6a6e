"""Reply templates, flags on sentences, procedures and their runs: the only writers of them."""
