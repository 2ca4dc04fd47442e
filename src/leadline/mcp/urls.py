"""The addresses of the surface for assistants: one to call, and how to be let in."""

from django.urls import path

from leadline.mcp import views

app_name = "mcp"
urlpatterns = [
    path("mcp", views.endpoint, name="endpoint"),
    path("oauth/token", views.token, name="token"),
    path(".well-known/oauth-protected-resource/mcp", views.resource, name="resource"),
    path(".well-known/oauth-authorization-server", views.server, name="server"),
]
