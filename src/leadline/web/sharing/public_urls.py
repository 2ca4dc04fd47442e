"""What needs no account: records that were shared by a link."""

from django.urls import path

from leadline.web.sharing.views import pages

urlpatterns = [
    path("s/<str:token>/", pages.shared, name="shared"),
    path("s/<str:token>/embed/", pages.embedded, name="shared_embed"),
]
