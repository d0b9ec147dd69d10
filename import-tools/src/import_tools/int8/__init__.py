"""What the server's compiled plan needs to run a network in 8 bits."""
