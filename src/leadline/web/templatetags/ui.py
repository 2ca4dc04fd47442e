"""Small tags and filters that templates of every area may use."""

from __future__ import annotations

from django import template

register = template.Library()
