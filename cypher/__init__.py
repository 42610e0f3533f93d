"""Every query of Bilat, each a file; this package only makes them findable once installed."""
