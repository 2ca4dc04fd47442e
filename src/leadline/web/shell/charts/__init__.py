"""Geometry of the charts that the server draws: plain values in, coordinates out."""
