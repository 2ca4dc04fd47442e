"""Writes of the roadmap domain."""

from leadline.roadmap.actions.bets import (
    bet_from_need,
    change_bet,
    create_bet,
    set_bet_owners,
    set_bet_state,
)
from leadline.roadmap.actions.committing import commit_plan, rename_plan
from leadline.roadmap.actions.effects import add_effect, remove_effect, set_bet_costs
from leadline.roadmap.actions.limits import work_out_limits
from leadline.roadmap.actions.links import (
    link_bets,
    set_bet_goals,
    set_bet_needs,
    set_bets_of_goal,
    unlink_bets,
)
from leadline.roadmap.actions.making import make_plan, pick_way
from leadline.roadmap.actions.moving import move_bet
from leadline.roadmap.actions.projecting import (
    PROJECT,
    ask_projection,
    project_plan,
)
from leadline.roadmap.actions.promises import honour_promise, set_bets_of_promise
from leadline.roadmap.actions.rankings import (
    add_ranking,
    change_ranking,
    remove_ranking,
)
from leadline.roadmap.actions.releases import release_bet, withhold_bet
from leadline.roadmap.actions.teams import (
    archive_team,
    create_team,
    rename_team,
    set_capacity,
)
from leadline.roadmap.actions.ways import work_out_ways

__all__ = [
    "PROJECT",
    "add_effect",
    "add_ranking",
    "archive_team",
    "ask_projection",
    "bet_from_need",
    "change_bet",
    "change_ranking",
    "commit_plan",
    "create_bet",
    "create_team",
    "honour_promise",
    "link_bets",
    "make_plan",
    "move_bet",
    "pick_way",
    "project_plan",
    "release_bet",
    "remove_effect",
    "remove_ranking",
    "rename_plan",
    "rename_team",
    "set_bet_costs",
    "set_bet_goals",
    "set_bet_needs",
    "set_bet_owners",
    "set_bet_state",
    "set_bets_of_goal",
    "set_bets_of_promise",
    "set_capacity",
    "unlink_bets",
    "withhold_bet",
    "work_out_limits",
    "work_out_ways",
]
