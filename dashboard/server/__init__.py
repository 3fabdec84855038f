"""The web server: the script it runs and the addresses under which visitors may come."""
