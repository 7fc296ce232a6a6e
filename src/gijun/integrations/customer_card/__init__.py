"""Outside systems that know customers and answer in JSON over HTTP."""
