"""Who moves whom: influence in a network of people."""
