"""Two small plans of one invented series, and a corrected edition of the second: text in, PDFs of a few pages out.

The layout is the restated edition's template; the words, names and figures are made up. What differs between the plans
is written side by side in ``FIRST`` and ``SECOND``, so that a test can say which revisions must be found, and no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from plans.edition.typeset import HERE, font_folders


@dataclass(frozen=True)
class Project:
    """One chapter in Typst's notation; ``schedule`` has (half-year of 2026 or "27", words) under the project's tag."""

    title: str
    label: str
    goal: str
    steps: str
    budget: tuple[str, ...]  # ➊ line, its ※ note, … in turns; an empty note is left out
    plan: tuple[str, ...] = ()
    schedule: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    numeral: str
    published_on: date
    projects: tuple[Project, ...]
    series: str = "해양신산업 육성 추진계획"
    title_mark: str = ""
    background: tuple[str, ...] = field(default=("바다의 자원과 기술을 한데 모아 새로운 산업을 키울 필요",))
    notice: str = ""

    def source(self) -> str:
        title, day = f"{self.series}({self.numeral}){self.title_mark}", self.published_on
        chapters = "\n#pagebreak()\n".join(_chapter(n, p) for n, p in enumerate(self.projects, 1))
        tagged = [(half, f"*[{p.label}]* {words}") for p in self.projects for half, words in p.schedule]
        halves = ", ".join(
            f'("{name}", ({"".join(f"[{words}], " for half, words in tagged if half == name)}))'
            for name in dict.fromkeys(h for h in ("상반기", "하반기") if any(half == h for half, _ in tagged))
        )
        later = "".join(f"[{words}], " for half, words in tagged if half == "27")
        groups = f'("26년", ({halves},)), ' + (f'("27년", ((none, ({later})),)), ' if later else "")
        return f"""
#import "template.typ": *
#show: plan
#cover-box(("해양산업 관계장관회의", "26-{day.month}-1", "(공개)"))
#v(50pt)
#cover-title(("{title}",))
#v(80pt)
#align(center, text(size: 20pt, "{day.year}. {day.month}. {day.day}."))
#v(80pt)
#align(center, text(size: 22pt, "관 계 부 처 합 동"))
#pagebreak()
#show: numbered
#chapter[Ⅰ. 추진배경]
{"".join(f"#sq[{line}]" + chr(10) for line in self.background)}
{f'#notice(line("※", 16pt)[{self.notice}])' if self.notice else ""}
#chapter[Ⅱ. 프로젝트별 추진계획]
{chapters}
#pagebreak()
#chapter[참고. 프로젝트 세부 일정]
#schedule(({groups}))
"""

    def write(self, path: Path) -> Path:
        """Typeset the plan to ``path``; the same plan gives the same bytes."""
        printed = int(
            datetime(self.published_on.year, self.published_on.month, self.published_on.day, tzinfo=UTC).timestamp()
        )
        path.write_bytes(
            typst.compile(
                self.source().encode(), root=str(HERE), font_paths=font_folders(), ignore_system_fonts=True,
                format="pdf", timestamp=printed,
            )
        )  # fmt: skip
        return path


def _chapter(number: int, p: Project) -> str:
    marks = "➊➋➌➍➎➏"
    budget = "\n".join(
        (f'#n("{marks[i // 2]}")[{line}]' if i % 2 == 0 else f"#rf[{line}]") for i, line in enumerate(p.budget) if line
    )
    plan = "\n".join(f'#n("{marks[i]}")[{line}]' for i, line in enumerate(p.plan))
    return f"""
#project({number})[{p.title}]
#goals[
  #goal[*(중장기 목표)* {p.goal}]
  #goal[*(연도별 목표)* {p.steps}]
]
#section[(1) 우리의 현주소]
#sq[세계 시장이 커지는 가운데 기업의 참여가 늘어남]
#section[(2) 현장의 목소리]
#o[연구 성과를 산업으로 이어 갈 지원을 요청]
#section[(3) 추진방안]
#mid("< ’26년 예산(안) 반영 내용 >")
{budget}
{'#mid("< ’27년 이후 추진계획 >")' if plan else ""}
{plan}
"""


BIO_FIRST = Project(
    title="해양 바이오 소재",
    label="해양 바이오 소재",
    goal="해양소재 기술이전 확대(’25. 12건 → ’30. 40건), 전문기업 90개사 육성(~’30년)",
    steps="#up[’26년]심해효소 후보물질 선별 → #up[’28년]해양소재 대량배양 실증",
    budget=(
        "*(기술개발)* 해양소재 원천기술 확보#a[(’26년 160억원)]",
        "해양미생물활용사업(’25~’29, ’26년 80억원), 심해효소탐색사업(’26~’30, ’26년 50억원), "
        "갯벌유전자분석사업(’26~’28, ’26년 30억원)",
        "*(인프라)* 해조류가공센터 건립#a[(’26년 45억원)]",
        "",
        "*(국제협력)* 극지생물 국제공동연구#a[(’26년 12억원)]",
        "",
        "*(인력양성)* AI해양자료분석과정 운영#a[(’26년 15억원)]",
        "",
    ),
    plan=("*(인력양성)* 해양소재 전문인력 200명 양성#a[(’27년)]",),
    schedule=(
        ("상반기", "해양소재은행 기본설계 착수"),
        ("하반기", "심해효소 시제품 공개"),
        ("하반기", "해조류가공센터 부지 선정"),
        ("27", "해양소재 인증제도 도입"),
    ),
)
FARM_FIRST = Project(
    title="스마트 양식",
    label="스마트 양식",
    goal="자동화 양식장 보급(’25. 30개소 → ’30. 150개소)",
    steps="#up[’26년]양식장 수질자료 표준 제정 → #up[’29년]무인 급이설비 실증",
    budget=(
        "*(실증)* 양식실증단지 조성#a[(’26년 120억원)]",
        "",
        "*(기술개발)* 양식로봇핵심부품개발#a[(’26년 33억원)]",
        "",
    ),
    schedule=(("하반기", "양식실증단지 착공"),),
)
ROBOT = Project(
    title="수중 로봇",
    label="수중 로봇",
    goal="수중로봇 수출 확대(’25. 3건 → ’30. 20건)",
    steps="#up[’26년]로봇 팔 시제품 제작 → #up[’28년]심해 작업 실증",
    budget=("*(기술개발)* 수중로봇 자율항법개발#a[(’26년 64억원)]", ""),
    schedule=(("하반기", "수중로봇 시험수조 개소"),),
)
DATA_CENTRE = Project(
    title="해저 데이터센터",
    label="해저 데이터센터",
    goal="해저 데이터센터 실증(’30. 2개소)",
    steps="#up[’26년]냉각성능 평가기준 마련 → #up[’29년]해저 서버함 설치",
    budget=("*(실증)* 해저냉각장치 실증#a[(’26년 71억원)]", ""),
    schedule=(("하반기", "해저 실증해역 선정"),),
)
FIRST = Plan("Ⅰ", date(2026, 1, 20), (BIO_FIRST, FARM_FIRST, ROBOT))

BIO_SECOND = replace(
    BIO_FIRST,
    goal="해양소재 기술이전 확대(’25. 12건 → ’30. 60건), 전문기업 90개사 육성(~’30년)",  # a raised target
    budget=(
        "*(기술개발)* 해양소재 원천기술 확보#a[(’26년 180억원)]",  # a total restated because a part was raised
        "해양미생물활용사업(’25~’29, ’26년 100억원), 심해효소탐색사업(’26~’30, ’26년 50억원), "
        "갯벌유전자분석사업(’26~’28, ’26년 30억원)",
        "*(인프라)* 해조류가공센터 건립#a[(’26년 45억원)]",
        "",  # the international programme is dropped
        "*(인력양성)* 인공지능해양자료분석과정 운영#a[(’26년 15억원)]",  # a programme renamed
        "",
        "*(수출)* 해양소재 해외전시관 개설#a[(’26년 9억원)]",  # a programme added
        "",
    ),
    plan=("*(인력양성)* 해양소재 전문인력 150명 양성#a[(’27년)]",),  # a lowered target
    schedule=(
        ("하반기", "해양소재은행 기본설계 착수"),  # delayed from the first half
        ("하반기", "심해효소 시제품 공개"),
        ("하반기", "해조류가공센터 부지 선정"),
        ("27", "해양소재 인증제도 도입"),
    ),
)
FARM_SECOND = Project(
    title="지능형 수산양식",  # renamed, as the background states
    label="지능형 수산양식",
    goal=FARM_FIRST.goal,
    steps=FARM_FIRST.steps,
    budget=(
        "*(실증)* 양식실증단지 조성 부지공사#a[(’26년 70억원)]",  # split into two parts
        "",
        "*(실증)* 양식실증단지 조성 설비구축#a[(’26년 50억원)]",
        "",
        "*(기술개발)* 양식로봇핵심부품개발#a[(’26년 33억원)]",
        "",
    ),
    schedule=(("하반기", "양식실증단지 착공"),),
)
SECOND = Plan(
    "Ⅱ",
    date(2026, 4, 15),
    (BIO_SECOND, FARM_SECOND, DATA_CENTRE),
    notice="현장의 의견에 따라 “스마트 양식”을 먹이와 질병까지 넓힌 “지능형 수산양식” 프로젝트로 변경‧추진",
)

# The second round again, a week later: one amount corrected, one milestone moved, nothing else.
CORRECTED = replace(
    SECOND,
    published_on=date(2026, 4, 22),
    title_mark="(수정본)",
    projects=(
        BIO_SECOND,
        FARM_SECOND,
        replace(
            DATA_CENTRE,
            budget=("*(실증)* 해저냉각장치 실증#a[(’26년 17억원)]", ""),
            schedule=(("27", "해저 실증해역 선정"),),
        ),
    ),
)
