"""Customers who buy again or not: how many purchases, and worth what, are to come."""
