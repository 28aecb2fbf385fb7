"""Forms of projects, a module for each group of pages."""
