"""Addresses of the decisions area."""

from django.urls import path

from leadline.web.decisions.value_forms import DECISION
from leadline.web.decisions.views import (
    before,
    chair,
    closing,
    comparing,
    decisions,
    hearing,
    learning,
    people,
    predictions,
    ranges,
    room,
)

app_name = "decisions"
urlpatterns = [
    path("", decisions.decisions, name="decisions"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("new/", decisions.new_decision, name="decision_new"),
    path("before/", before.before, name="before"),
    path("learn/", learning.learn, name="learn"),
    path("ageing/", chair.ageing, name="ageing"),
    path("outcomes/", predictions.outcomes, name="outcomes"),
    path("outcomes.csv", predictions.outcomes_csv, name="outcomes_csv"),
    path("range/", ranges.read_back, name="range"),
    path("calibration/", predictions.calibration, name="calibration"),
    path("calibration/share/", predictions.share, name="calibration_share"),
    path("predictions/new/", predictions.new_prediction, name="prediction_new"),
    path("predictions/<int:pk>/", predictions.prediction, name="prediction"),
    path("predictions/<int:pk>/answer/", predictions.answer, name="answer"),
    path("predictions/<int:pk>/resolve/", predictions.resolve, name="resolve"),
    path("<int:pk>/review/", predictions.review, name="review"),
    path("<int:pk>/", decisions.decision, name="decision"),
    *DECISION.paths("<int:pk>/"),
    path("<int:pk>/compare/", comparing.compare, name="compare"),
    path("<int:pk>/people/", people.name, name="name_person"),
    path("<int:pk>/people/me/", people.answer_asked, name="answer_asked"),
    path("<int:pk>/people/<int:person_id>/", people.hear, name="hear_person"),
    path("<int:pk>/seat/", chair.seat, name="seat"),
    path("<int:pk>/words/", chair.words, name="words"),
    path("<int:pk>/words/<int:word_id>/", chair.word, name="word"),
    path("<int:pk>/words/none/", chair.reject, name="reject"),
    path("<int:pk>/hear/", hearing.hear, name="hear"),
    path("<int:pk>/hear/say/", hearing.say, name="say"),
    path("<int:pk>/meeting/", room.meeting, name="meeting"),
    path("<int:pk>/card/", room.card, name="card"),
    path("<int:pk>/decide/", closing.decide, name="decide"),
    path("<int:pk>/review/move/", closing.move_review, name="review_move"),
    path("<int:pk>/reverse/", closing.reverse, name="reverse"),
]
