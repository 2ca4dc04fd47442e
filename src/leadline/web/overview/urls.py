"""Addresses of the overview area."""

from django.urls import URLPattern

app_name = "overview"
urlpatterns: list[URLPattern] = []
