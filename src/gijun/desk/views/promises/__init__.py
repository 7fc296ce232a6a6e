"""Pages of promises, and the page of a customer."""
