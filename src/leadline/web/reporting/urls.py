"""Addresses of documents."""

from django.urls import path

from leadline.web.reporting import views

app_name = "reporting"
urlpatterns = [
    path("<str:kind>/<int:pk>/<str:form>/", views.document, name="document"),
]
