"""Addresses of the stakeholders area."""

from django.urls import path

from leadline.web.stakeholders.value_forms import PERSON, PROMISE
from leadline.web.stakeholders.views import (
    briefings,
    judgements,
    people,
    promises,
    telling,
)

app_name = "stakeholders"
urlpatterns = [
    path("", people.people, name="people"),
    path("people.csv", people.people_csv, name="people_csv"),
    path("new/", people.new_person, name="person_new"),
    path("sharing/", judgements.sharing, name="sharing"),
    path("promises/", promises.promises, name="promises"),
    path("promises.csv", promises.promises_csv, name="promises_csv"),
    path("promises/new/", promises.new_promise, name="promise_new"),
    path("promises/<int:pk>/", promises.promise, name="promise"),
    *PROMISE.paths("promises/<int:pk>/"),
    path("tell/", telling.tell, name="tell"),
    path("tell/told/", telling.told, name="told"),
    path("briefings/", briefings.briefings, name="briefings"),
    path("briefings/<int:pk>/", briefings.briefing, name="briefing"),
    path("briefings/<int:pk>/send/", briefings.send, name="briefing_send"),
    path("briefings/<int:pk>/again/", briefings.send_again, name="briefing_again"),
    path(
        "briefings/<int:pk>/by-hand/", briefings.sent_by_hand, name="briefing_by_hand"
    ),
    path("<int:pk>/", people.person, name="person"),
    *PERSON.paths("<int:pk>/"),
    path("<int:pk>/judgement/", judgements.judgement, name="person_judgement"),
    path("<int:pk>/place/", judgements.place, name="person_place"),
    path("<int:pk>/stance/", judgements.stance, name="person_stance"),
    path("<int:pk>/contact/", people.contact, name="person_contact"),
    path("<int:pk>/listens/", judgements.listens, name="person_listens"),
    path("<int:pk>/remove/", people.remove, name="person_remove"),
]
