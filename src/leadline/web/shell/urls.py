"""Addresses outside a workspace: signing in, the gallery, the way in."""

from django.urls import path

from leadline.web.shell import views

urlpatterns = [
    path("day/", views.day, name="day"),
    path("gallery/", views.gallery, name="gallery"),
]
