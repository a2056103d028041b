"""A web page: what it declares, and where its article stands."""
