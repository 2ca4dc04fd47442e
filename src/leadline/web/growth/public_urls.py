"""The one address of growth that needs no account: a peer's answer."""

from django.urls import path

from leadline.web.growth.views import peers

urlpatterns = [
    path("peer/<int:space>/<str:token>/", peers.answer, name="peer_answer"),
]
