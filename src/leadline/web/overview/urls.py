"""Addresses of the overview area."""

from django.urls import path

from leadline.web.overview import suggesting, views

app_name = "overview"
urlpatterns = [
    path("", views.today, name="today"),
    path("line/<str:kind>/<int:pk>/", views.line, name="line"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("search/", views.search, name="search"),
]
