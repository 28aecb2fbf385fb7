"""Papers as answers to requests, an app to a module."""
