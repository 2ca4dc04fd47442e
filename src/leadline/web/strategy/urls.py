"""Addresses of the strategy area."""

from django.urls import path

from leadline.web.strategy.value_forms import GOAL, MEASURE, METRIC
from leadline.web.strategy.views import (
    check_ins,
    economics,
    filling,
    goals,
    measures,
    metrics,
    reviews,
)

app_name = "strategy"
urlpatterns = [
    path("goals/", goals.goals, name="goals"),
    path("goals.csv", goals.goals_csv, name="goals_csv"),
    path("goals/new/", goals.new_goal, name="goal_new"),
    path("goals/<int:pk>/", goals.goal, name="goal"),
    *GOAL.paths("goals/<int:pk>/"),
    path("goals/<int:pk>/state/", goals.goal_state, name="goal_state"),
    path("goals/<int:pk>/bets/", measures.goal_bets, name="goal_bets"),
    path("goals/<int:pk>/check-in/", check_ins.check_in, name="check_in"),
    path("goals/<int:pk>/measures/new/", measures.add_measure, name="measure_new"),
    *MEASURE.paths("measures/<int:pk>/"),
    path("measures/<int:pk>/remove/", measures.remove_measure, name="measure_remove"),
    path("economics/", economics.economics, name="economics"),
    path("economics/say/", economics.say, name="sheet_say"),
    path("economics/read/", economics.read_cell, name="sheet_read"),
    path("economics/start/", economics.start, name="sheet_start"),
    path("economics/segments/", economics.add_segment, name="sheet_segment_new"),
    path(
        "economics/segments/<int:pk>/remove/",
        economics.remove_segment,
        name="sheet_segment_remove",
    ),
    path("economics/metrics/", economics.yardsticks, name="yardsticks"),
    path("economics/project/", economics.project, name="sheet_project"),
    path("economics/model.json", economics.model_file, name="sheet_model"),
    path("check-ins.csv", check_ins.check_ins_csv, name="check_ins_csv"),
    path("check-ins/<int:pk>/take-back/", check_ins.take_back, name="check_in_back"),
    path("metrics/", metrics.metrics, name="metrics"),
    path("metrics.csv", metrics.metrics_csv, name="metrics_csv"),
    path("metrics/new/", metrics.new_metric, name="metric_new"),
    path("metrics/sources/", filling.sources, name="metric_sources"),
    path("metrics/sources/new/", filling.new_source, name="metric_source_new"),
    path(
        "metrics/sources/<int:pk>/change/",
        filling.change_source,
        name="metric_source_change",
    ),
    path(
        "metrics/sources/<int:pk>/remove/",
        filling.remove_source,
        name="metric_source_remove",
    ),
    path("metrics/<int:pk>/", metrics.metric, name="metric"),
    path("metrics/<int:pk>/question/", filling.question, name="metric_query"),
    path("metrics/<int:pk>/question/ask/", filling.ask_now, name="metric_query_ask"),
    path(
        "metrics/<int:pk>/question/switch/", filling.switch, name="metric_query_switch"
    ),
    path(
        "metrics/<int:pk>/question/remove/",
        filling.remove_question,
        name="metric_query_remove",
    ),
    *METRIC.paths("metrics/<int:pk>/"),
    path("metrics/<int:pk>/archive/", metrics.metric_archive, name="metric_archive"),
    path("metrics/<int:pk>/readings.csv", metrics.readings_csv, name="readings_csv"),
    path("metrics/<int:pk>/readings/add/", metrics.new_reading, name="reading_add"),
    path(
        "metrics/<int:pk>/readings/file/", metrics.readings_file, name="readings_file"
    ),
    path("readings/<int:pk>/remove/", metrics.remove_reading, name="reading_remove"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/edit/", reviews.edit, name="review_edit"),
    path("reviews/<int:pk>/versions/", reviews.versions, name="review_versions"),
    path("reviews/<int:pk>/take-in/", reviews.take_in, name="review_take_in"),
    path("reviews/<int:pk>/finish/", reviews.finish, name="review_finish"),
    path("reviews/<int:pk>/text/", reviews.as_text, name="review_text"),
]
