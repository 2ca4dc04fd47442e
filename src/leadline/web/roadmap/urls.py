"""Addresses of the roadmap area."""

from django.urls import URLPattern

app_name = "roadmap"
urlpatterns: list[URLPattern] = []
