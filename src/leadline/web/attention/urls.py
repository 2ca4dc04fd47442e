"""Addresses of attention."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "attention"
urlpatterns: list[URLPattern] = []
