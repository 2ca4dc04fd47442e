"""Addresses of the attention area."""

from django.urls import path

from leadline.web.attention import views

app_name = "attention"
urlpatterns = [
    path("", views.week, name="week"),
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/subscribe/", views.subscribe, name="subscribe"),
    path("calendars/<int:pk>/read/", views.read_again, name="calendar_read"),
    path("calendars/<int:pk>/remove/", views.remove, name="calendar_remove"),
    path("entries/<int:pk>/", views.correct, name="correct"),
    path("entries/<int:pk>/contact/", views.contact, name="contact"),
    path("rules/", views.rules, name="rules"),
    path("rules/<int:pk>/remove/", views.rule_remove, name="rule_remove"),
    path("target/", views.target, name="target"),
]
