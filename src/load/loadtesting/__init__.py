"""Load tests over HTTP from a process of their own. Standard library only, Linux."""
