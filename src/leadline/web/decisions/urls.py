"""Addresses of the decisions area."""

from django.urls import path

from leadline.web.decisions.views import chair, closing, decisions

app_name = "decisions"
urlpatterns = [
    path("", decisions.decisions, name="decisions"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("new/", decisions.new_decision, name="decision_new"),
    path("ageing/", chair.ageing, name="ageing"),
    path("<int:pk>/", decisions.decision, name="decision"),
    path("<int:pk>/change/", decisions.change_decision, name="decision_change"),
    path("<int:pk>/seat/", chair.seat, name="seat"),
    path("<int:pk>/words/", chair.words, name="words"),
    path("<int:pk>/words/<int:word_id>/", chair.word, name="word"),
    path("<int:pk>/words/none/", chair.reject, name="reject"),
    path("<int:pk>/hear/", chair.hear, name="hear"),
    path("<int:pk>/meeting/", chair.meeting, name="meeting"),
    path("<int:pk>/card/", chair.card, name="card"),
    path("<int:pk>/decide/", closing.decide, name="decide"),
    path("<int:pk>/reverse/", closing.reverse, name="reverse"),
]
