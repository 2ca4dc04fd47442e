"""The one address of conversation that needs no account: the way out of its mails."""

from django.urls import path

from leadline.web.conversation.views import way_out

urlpatterns = [
    path("no-more-mail/<str:key>/", way_out.no_more_mail, name="no_more_mail"),
]
