"""Addresses of the attention area."""

from django.urls import path

from leadline.web.attention import views

app_name = "attention"
urlpatterns = [
    path("", views.week, name="week"),
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/<int:pk>/remove/", views.remove, name="calendar_remove"),
    path("entries/<int:pk>/", views.correct, name="correct"),
    path("target/", views.target, name="target"),
]
