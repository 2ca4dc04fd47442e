"""Addresses outside a workspace: the way in, and the choice of workspaces."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
