"""Addresses outside a workspace: signing in, the gallery, the way in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
