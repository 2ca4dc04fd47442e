"""Addresses of the growth area."""

from django.urls import path

from leadline.web.growth.views import cycles, peers, steps

app_name = "growth"
urlpatterns = [
    path("", cycles.growth, name="growth"),
    path("new/", cycles.new_cycle, name="cycle_new"),
    path("framework/", steps.framework, name="framework"),
    path("framework.yaml", steps.framework_file, name="framework_file"),
    path("record/", steps.explain, name="explain"),
    path("steps/", steps.add, name="step_add"),
    path("steps/<int:pk>/", steps.end, name="step_end"),
    path("<int:pk>/", cycles.cycle, name="cycle"),
    path("<int:pk>/rate/", cycles.rate, name="rate"),
    path("<int:pk>/peers/", peers.invite, name="peers"),
    path("<int:pk>/manager/", cycles.manager, name="manager"),
    path("<int:pk>/view/", peers.view, name="view"),
    path("<int:pk>/close/", cycles.close, name="close"),
    path("<int:pk>/share/", cycles.share, name="share"),
]
