"""Addresses of the overview area."""

from django.urls import path

from leadline.web.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.today, name="today"),
    path("line/<str:kind>/<int:pk>/", views.line, name="line"),
    path("search/", views.search, name="search"),
]
