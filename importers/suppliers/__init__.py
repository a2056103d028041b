"""What the interfaces of suppliers have in common: records in JSON or XML, releases, persons, their country."""
