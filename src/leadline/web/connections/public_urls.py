"""What needs no account: the page on which anybody says what they want."""

from django.urls import path

from leadline.web.connections.views import form_page, sent_in

urlpatterns = [
    path("in/<str:key>/", sent_in.sent_in, name="sent_in"),
    path("f/<str:key>/", form_page.form_page, name="form_page"),
    path("f/<str:key>/embed/", form_page.form_embed, name="form_embed"),
]
