"""The finding of an assessment in a sentence or two."""

from __future__ import annotations

from statistics import median

from leadline.growth.types.cycles import CyclePage, SkillRow


def growth_headline(page: CyclePage | None) -> str:
    """Return what stands out of an assessment: the strongest skill, the widest gap."""
    if page is None or not any(skill.views for skill in page.skills):
        return "From managing products to leading them"
    best = max(page.skills, key=lambda skill: skill.seen or 0)
    strongest = f"Strongest in {best.competency.name.lower()}."
    if not page.discrepancies:
        return f"{strongest} All views of you agree within a level."
    return f"{strongest} {_gap(page.discrepancies[0])}"


def _gap(skill: SkillRow) -> str:
    name = skill.competency.name.lower()
    others = [view for view in (skill.peers, skill.manager) if view is not None]
    if skill.own is None or not others or min(others) <= skill.own <= max(others):
        return f"Views differ most on {name}."
    if skill.own > median(others):
        return f"Others see less of your {name} than you do."
    return f"Others see more of your {name} than you do."
