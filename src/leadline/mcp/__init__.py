"""The surface for AI assistants: tools over the same actions and queries as pages.

An assistant comes with an access token and reads what its holder may read, in the areas
of its scopes. It changes nothing until an owner lets assistants write.
"""
