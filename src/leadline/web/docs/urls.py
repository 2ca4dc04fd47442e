"""Addresses of the documents; none of them lies in a workspace."""

from django.urls import path

from leadline.web.docs import views

app_name = "docs"
urlpatterns = [
    path("docs/", views.page, name="home"),
    path("docs/files/<path:name>", views.file, name="file"),
    path("docs/<path:slug>/", views.page, name="page"),
]
