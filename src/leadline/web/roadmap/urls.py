"""Addresses of the roadmap area."""

from django.urls import path

from leadline.web.roadmap.views import (
    bets,
    grounds,
    moving,
    plans,
    rankings,
    releases,
    teams,
)

app_name = "roadmap"
urlpatterns = [
    path("bets/", bets.bets, name="bets"),
    path("bets.csv", bets.bets_csv, name="bets_csv"),
    path("bets/new/", bets.new_bet, name="bet_new"),
    path("bets/state/", bets.bets_state, name="bets_state"),
    path(
        "bets/state/<str:ids>/<str:state>/",
        bets.bets_state_back,
        name="bets_state_back",
    ),
    path("bets/from-need/<int:need_id>/", bets.bet_from_need, name="bet_from_need"),
    path("bets/<int:pk>/", bets.bet, name="bet"),
    path("bets/<int:pk>/change/", bets.change_bet, name="bet_change"),
    path("bets/<int:pk>/rankings/", rankings.bet_rankings, name="bet_rankings"),
    path("bets/<int:pk>/grounds/", grounds.bet_grounds, name="bet_grounds"),
    path("bets/<int:pk>/needs/", grounds.bet_needs, name="bet_needs"),
    path("bets/<int:pk>/goals/", grounds.bet_goals, name="bet_goals"),
    path("bets/<int:pk>/release/", releases.release, name="bet_release"),
    path(
        "bets/<int:pk>/release/<int:person_id>/remove/",
        releases.withhold,
        name="bet_withhold",
    ),
    path("bets/<int:pk>/links/", bets.link_bets, name="bet_link"),
    path(
        "bets/<int:pk>/links/<int:link_id>/remove/",
        bets.unlink_bets,
        name="bet_unlink",
    ),
    path("rankings/", rankings.rankings, name="rankings"),
    path("rankings/<int:pk>/", rankings.change_ranking, name="ranking_change"),
    path("rankings/<int:pk>/remove/", rankings.remove_ranking, name="ranking_remove"),
    path("teams/", teams.teams, name="teams"),
    path("teams.csv", teams.teams_csv, name="teams_csv"),
    path("teams/new/", teams.new_team, name="team_new"),
    path("teams/<int:pk>/name/", teams.rename_team, name="team_rename"),
    path(
        "teams/<int:pk>/archive/",
        teams.archive_team,
        {"archived": True},
        name="team_archive",
    ),
    path(
        "teams/<int:pk>/restore/",
        teams.archive_team,
        {"archived": False},
        name="team_restore",
    ),
    path("plan/", plans.plan, name="plan"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new_plan, name="plan_new"),
    path("plans/compare/", plans.compare, name="compare"),
    path("plans/search/<int:job_id>/", plans.plan_search, name="plan_search"),
    path("plans/<int:pk>/", plans.plan_detail, name="plan_detail"),
    path("plans/<int:pk>/rankings/", rankings.plan_rankings, name="plan_rankings"),
    path("plans/<int:pk>/commit/", plans.commit, name="plan_commit"),
    path("plans/<int:pk>/name/", plans.rename, name="plan_rename"),
    path("plans/<int:pk>/plan.csv", plans.plan_csv, name="plan_csv"),
    path(
        "plans/<int:pk>/plan.json",
        plans.plan_file,
        {"part": "plan"},
        name="plan_file",
    ),
    path(
        "plans/<int:pk>/result.json",
        plans.plan_file,
        {"part": "result"},
        name="plan_result",
    ),
    path("plans/<int:pk>/bets/<int:bet_id>/", moving.move, name="move"),
    path(
        "plans/<int:pk>/changes/<int:change_id>/back/",
        moving.move_back,
        name="move_back",
    ),
]
