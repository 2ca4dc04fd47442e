"""When work is finished, by what a team did before."""
