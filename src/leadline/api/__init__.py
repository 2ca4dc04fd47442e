"""REST over the same actions and queries as the pages, with no rules of its own.

Every address lies in a workspace and asks for an access token of it. What a token may
do is what its holder's role allows, in the areas that its scopes name.
"""
