"""Addresses of the importing area."""

from django.urls import path

from leadline.web.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/map/", views.match, name="map"),
    path("<int:pk>/reread/", views.reread, name="reread"),
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/begin/", views.begin, name="begin"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/refused.csv", views.refused, name="refused"),
    path("<int:pk>/", views.run, name="run"),
]
