"""The one address of the surface for assistants."""

from django.urls import path

from leadline.mcp.views import endpoint

app_name = "mcp"
urlpatterns = [path("mcp", endpoint, name="endpoint")]
