"""Reads of the roadmap domain."""

from leadline.roadmap.queries.aims import aims_of
from leadline.roadmap.queries.backing import (
    askers_of_bets,
    backing_of_bets,
    goals_of_bets,
    needs_of_bet,
    needs_of_bets,
)
from leadline.roadmap.queries.bets import (
    bet_page,
    bet_rows,
    bets_of_goal,
    bets_of_need,
    list_bet_names,
    list_bets,
    name_of_bet,
)
from leadline.roadmap.queries.bounds import groups_of_bets, limits_of_plan
from leadline.roadmap.queries.comparing import compare_plans
from leadline.roadmap.queries.dates import dates_of_plan, promises_ahead
from leadline.roadmap.queries.delivering import delivery_of_plan
from leadline.roadmap.queries.economic_bets import (
    economic_bets,
    effects_of_bets,
)
from leadline.roadmap.queries.floors import (
    floors_without_rate,
    possible_floors,
)
from leadline.roadmap.queries.futures import (
    brings_of_plan,
    compare_in_futures,
    futures_of_plan,
    places_in_futures,
)
from leadline.roadmap.queries.hand import hand_change, hand_options
from leadline.roadmap.queries.knowing import to_know
from leadline.roadmap.queries.plan_file import plan_file
from leadline.roadmap.queries.plan_page import plan_page
from leadline.roadmap.queries.plans import (
    committed_plan_id,
    export_plan,
    head_of_plan,
    list_plans,
    places_of_bet,
)
from leadline.roadmap.queries.projecting import (
    models_of_choices,
    odds_of_goals,
    outlook,
    plan_model,
)
from leadline.roadmap.queries.promises import (
    bets_of_promise,
    bets_of_promises,
    promised_bets,
    promises_of_bet,
    unchecked_promises,
)
from leadline.roadmap.queries.rankings import (
    list_rankings,
    own_ranking,
    plans_by_ranking,
    ranked_bets,
    scores_by_all,
    scores_of_bet,
)
from leadline.roadmap.queries.releases import (
    ReleasedBet,
    ReleaseRow,
    released_to,
    releases_of,
)
from leadline.roadmap.queries.serving import bets_to_do, loose_bets
from leadline.roadmap.queries.sheet_start import (
    proposed_cells,
    proposed_yardsticks,
)
from leadline.roadmap.queries.standing import standing_of_bet, worth_in_plan
from leadline.roadmap.queries.support import support_of_bet
from leadline.roadmap.queries.teams import capacity_grid, list_teams
from leadline.roadmap.queries.ways import ways_page
from leadline.roadmap.queries.wishes import wishes_of_plan

__all__ = [
    "ReleaseRow",
    "ReleasedBet",
    "aims_of",
    "askers_of_bets",
    "backing_of_bets",
    "bet_page",
    "bet_rows",
    "bets_of_goal",
    "bets_of_need",
    "bets_of_promise",
    "bets_of_promises",
    "bets_to_do",
    "brings_of_plan",
    "capacity_grid",
    "committed_plan_id",
    "compare_in_futures",
    "compare_plans",
    "dates_of_plan",
    "delivery_of_plan",
    "economic_bets",
    "effects_of_bets",
    "export_plan",
    "floors_without_rate",
    "futures_of_plan",
    "goals_of_bets",
    "groups_of_bets",
    "hand_change",
    "hand_options",
    "head_of_plan",
    "limits_of_plan",
    "list_bet_names",
    "list_bets",
    "list_plans",
    "list_rankings",
    "list_teams",
    "loose_bets",
    "models_of_choices",
    "name_of_bet",
    "needs_of_bet",
    "needs_of_bets",
    "odds_of_goals",
    "outlook",
    "own_ranking",
    "places_in_futures",
    "places_of_bet",
    "plan_file",
    "plan_model",
    "plan_page",
    "plans_by_ranking",
    "possible_floors",
    "promised_bets",
    "promises_ahead",
    "promises_of_bet",
    "proposed_cells",
    "proposed_yardsticks",
    "ranked_bets",
    "released_to",
    "releases_of",
    "scores_by_all",
    "scores_of_bet",
    "standing_of_bet",
    "support_of_bet",
    "to_know",
    "unchecked_promises",
    "ways_page",
    "wishes_of_plan",
    "worth_in_plan",
]
