"""Addresses of the launches area."""

from django.urls import path

from leadline.web.launches.value_forms import LAUNCH
from leadline.web.launches.views import after, launches, steps, templates

app_name = "launches"
urlpatterns = [
    path("", launches.launches, name="launches"),
    path("launches.csv", launches.launches_csv, name="launches_csv"),
    path("new/", launches.new_launch, name="launch_new"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new_template, name="template_new"),
    path("templates/<int:pk>/", templates.template, name="template"),
    path("templates/<int:pk>/remove/", templates.remove, name="template_remove"),
    path("<int:pk>/", launches.launch, name="launch"),
    *LAUNCH.paths("<int:pk>/"),
    path("<int:pk>/state/", launches.state, name="launch_state"),
    path("<int:pk>/decide/", launches.decide, name="decide"),
    path("<int:pk>/ask/", steps.ask, name="ask"),
    path("<int:pk>/outcome/", after.outcome, name="outcome"),
    path("<int:pk>/letters/", after.letters, name="letters"),
    path("<int:pk>/letters/<int:letter_id>/", after.letter, name="letter"),
    path("<int:pk>/letters/<int:letter_id>/told/", after.told, name="letter_told"),
    path("<int:pk>/steps/", steps.add_step, name="step_add"),
    path("<int:pk>/steps/<int:step_id>/", steps.step, name="step"),
    path("<int:pk>/steps/<int:step_id>/tick/", steps.tick, name="step_tick"),
    path("<int:pk>/steps/<int:step_id>/remove/", steps.remove, name="step_remove"),
]
