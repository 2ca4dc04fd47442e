"""What a group of pieces is called: passages that read like a need, phrases, words."""
