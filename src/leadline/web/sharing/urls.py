"""Addresses of sharing inside a workspace: making links, listing and ending them."""

from django.urls import path

from leadline.web.sharing.views import links, pages

app_name = "sharing"
urlpatterns = [
    path("share/<str:kind>/<int:pk>/", links.share, name="share"),
    path("settings/links/", links.all_links, name="links"),
    path("settings/links/rules/", links.rules, name="rules"),
    path("settings/links/<int:share_id>/end/", links.end, name="end"),
    path("settings/links/<int:share_id>/look/", pages.look, name="look"),
]
