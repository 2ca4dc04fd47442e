"""Addresses of the overview area."""

from django.urls import path

from leadline.web.overview import around, asking, suggesting, views

app_name = "overview"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/<str:key>/", asking.ask, name="ask"),
    path("today/<str:key>/undo/<str:act>/<int:made>/", asking.undo, name="ask_undo"),
    path("around/<str:kind>/<int:pk>/<str:part>/", around.whole_list, name="around"),
    path("line/<str:kind>/<int:pk>/", views.line, name="line"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("search/", views.search, name="search"),
]
