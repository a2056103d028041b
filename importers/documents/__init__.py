"""Documents of offices: packages, their texts as HTML, and the article that a text holds."""
