"""What the formats of news agencies have in common: items, moments, renditions, contact blocks, XML by local names."""
