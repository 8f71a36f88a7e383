"""In: current milestones. Out: an Open Contracting (OCDS 1.1) release package: a release per project and round, the
milestones in its planning section.

https://standard.open-contracting.org/1.1/en/schema/reference/#milestone. ``type`` is an open codelist: ours are the
contract's kinds (``schedule``, ``target_box``, ``body``, ``past``). ``status``: ``met`` where the plan itself tells of
it as past, else ``scheduled``; a plan does not say whether its own goals were met. ``dueDate`` is the last moment of
the printed period, in Korea's time; a milestone without a printed end has none, and ``dateMet`` stands only where a day
is printed. ``initiationType`` has one code only. The ``ocid`` bears no registered prefix: a publisher puts its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from warehouse.exporting.release import CODE_LICENCE, Release
from warehouse.exporting.standards import Milestone, Project

STANDARD = "ocds"
SEOUL = "+09:00"


def release_package(release: Release, projects: dict[str, Project], milestones: Sequence[Milestone]) -> bytes:
    """The whole file as JSON, UTF-8."""

    def group(m: Milestone) -> tuple[str, str]:
        return m.project_id, m.round_id

    releases = [
        _release(projects[project_id], round_id, list(own), release)
        for (project_id, round_id), own in groupby(sorted(milestones, key=group), group)
    ]
    package = {
        "uri": f"urn:kplan:export:{release.fingerprint}",
        "version": "1.1",
        "publishedDate": release.created,
        "publisher": {"name": "kplan"},
        **({"license": CODE_LICENCE[2]} if release.is_all_ours else {}),
        "releases": releases,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _release(project: Project, round_id: str, milestones: list[Milestone], release: Release) -> dict[str, Any]:
    published = milestones[0].published_on
    return {
        "ocid": f"kplan-{project.project_id}",
        "id": f"{project.project_id}-{round_id}",
        "date": f"{published.isoformat()}T00:00:00{SEOUL}" if published else release.created,
        "tag": ["planning"],
        "initiationType": "tender",
        "language": "ko",
        "planning": {
            "budget": {"project": project.name, "projectID": project.project_id},
            "milestones": [_milestone(m) for m in sorted(milestones, key=_in_time)],
        },
    }


def _in_time(milestone: Milestone) -> tuple[date, str]:
    return milestone.period_end or milestone.period_start or date.max, milestone.milestone_id


def _milestone(m: Milestone) -> dict[str, Any]:
    is_past = m.kind == "past"
    end = f"{m.period_end.isoformat()}T23:59:59{SEOUL}" if m.period_end else None
    told = {
        "id": m.milestone_id,
        "title": m.description,
        "type": m.kind,
        "description": m.quote,
        "dueDate": end,
        "dateMet": end if is_past and m.period_start == m.period_end else None,
        "dateModified": f"{m.published_on.isoformat()}T00:00:00{SEOUL}" if m.published_on else None,
        "status": "met" if is_past else "scheduled",
        "documents": [
            {
                "id": m.document_id,
                "title": m.title or m.file_name,
                "description": f"{m.file_name} {m.page_no}쪽 (p. {m.page_no})",
                "format": "application/pdf",
                "language": "ko",
            }
        ],
    }
    return {k: v for k, v in told.items() if v is not None}
