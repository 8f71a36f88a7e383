"""What the program says, in both languages: the English as it stands in the code ({} where values stand) → the Korean.

Korean may take the values in another order ({1} {0}). tests/cli/test_language.py fails for a sentence without its
Korean, and for Korean that nobody says. What documents and data say does not belong here: it is never translated.
"""

from __future__ import annotations

import re
from itertools import count

from kplan.catalogue_data import DOUBTS, OF_DATA

HELP = {
    "Turn government plan PDFs into a checked DuckDB warehouse, and look at every step on the way.":
        "정부 계획 PDF를 점검된 DuckDB 창고로 만들고, 그 길의 모든 걸음을 들여다본다.",
    "Usage: ": "쓰는 법: ",
    "What to give": "주어야 할 것",
    "Options": "옵션",
    "Example": "보기",
    "Examples": "보기",
    "How it is used: {}": "쓰는 법: {}",
    "env var:": "환경 변수:",
    "default:": "기본값:",
    "required": "필수",
    "Plans in, warehouse out": "계획에서 창고까지",
    "See what was read": "읽은 것 보기",
    "Ask the warehouse": "창고에 묻기",
    "Decide what is doubtful": "의심스러운 것 정하기",
    "Hand on": "건네주기",
    "More": "그 밖에",
    "Print the version.": "버전을 보인다.",
    "Show this message and exit.": "이 도움말을 보이고 끝낸다.",
    "Speak Korean or English (default: what KPLAN_LANG, else the locale, says).":
        "한국어나 영어로 말한다(기본값: KPLAN_LANG, 없으면 로캘이 정하는 대로).",
    # build, fetch, rebuild, rollback
    "Read plans, check them, and publish a warehouse.": "계획을 읽고 점검하여 창고를 내놓는다.",
    "Plan PDFs, or folders that hold some.": "계획 PDF, 또는 그것이 든 폴더.",
    "The DuckDB file to publish (default: warehouse/plans.duckdb).": (
        "내놓을 DuckDB 파일 (기본: warehouse/plans.duckdb)."
    ),
    "{} queries were given; ask one at a time.": "질의가 {}개다. 한 번에 하나만 묻는다.",
    "Documents read at once (default: one per core).": "한꺼번에 읽을 문서 수(기본값: 코어마다 하나).",
    "Say nothing but errors.": "오류만 말한다.",
    "Print one line of JSON instead of the summary.": "요약 대신 JSON 한 줄을 낸다.",
    "Ask the listed sources for new plans and store them.": "목록에 있는 출처에 새 계획을 물어 저장한다.",
    "The list of sources.": "출처 목록.",
    "The folder of plans; fetched ones go into its subfolder fetched/.":
        "계획이 든 폴더. 받은 것은 그 아래 fetched/에 들어간다.",
    "The warehouse that keeps the journal.": "기록을 지니는 창고.",
    "Print one line of JSON per address asked.": "물은 주소마다 JSON 한 줄을 낸다.",
    "Fetch, build and publish, for a scheduler.": "받고 짓고 내놓는다(예약 실행용).",
    "Prints one line of JSON; the exit code says what became of it.": "JSON 한 줄을 내고, 종료 코드가 결과를 말한다.",
    "Releases that stay, the published one included.": "남겨 둘 판의 수(내놓은 것을 포함).",
    "Why counts may fall (default: CHANGELOG-data.yml beside the plans).":
        "행 수가 줄어도 되는 까닭(기본값: 계획 곁의 CHANGELOG-data.yml).",
    "Show no progress.": "진행을 보이지 않는다.",
    "Publish an older release again.": "앞선 판을 다시 내놓는다.",
    "The release to publish again (default: the one before the published one).":
        "다시 내놓을 판(기본값: 내놓은 것의 바로 앞 판).",
    "The published file to turn back.": "되돌릴, 내놓은 파일.",
    "Say which releases there are, and turn nothing.": "어떤 판이 있는지만 말하고 되돌리지 않는다.",
    # inspect, read
    "Draw what the reader saw on a page over the page's picture.": "한 쪽에서 읽은 것을 그 쪽의 그림 위에 그린다.",
    "A plan PDF.": "계획 PDF.",
    "Page to draw, from 1.": "그릴 쪽(1부터).",
    "PNG to write.": "쓸 PNG 파일.",
    "Dots per inch.": "해상도(dpi).",
    "Write a document's blocks and tables as JSON.": "문서의 문단과 표를 JSON으로 쓴다.",
    "JSON to write.": "쓸 JSON 파일.",
    # query, explain, diff, fingerprint
    "Ask the published warehouse in SQL and print the rows.": "내놓은 창고에 SQL로 묻고 행을 보인다.",
    "On a terminal a table fits its width: long texts are broken over lines, or each row becomes a record. In a pipe "
    "every column is whole.":
        "터미널에서는 표를 너비에 맞춘다. 긴 글은 여러 줄로 나누거나, 행마다 한 묶음으로 보인다. "
        "파이프에서는 모든 열이 온전하다.",
    "One query; - reads it from standard input.": "질의 하나. -이면 표준 입력에서 읽는다.",
    "The published file to ask (default: what `make warehouse` publishes; KPLAN_WAREHOUSE names another).":
        "물을, 내놓은 파일(기본값: `make warehouse`가 내놓는 것. KPLAN_WAREHOUSE로 다른 것을 정할 수 있다).",
    "How to print the rows (default: table on a terminal, csv in a pipe).":
        "행을 내는 모양(기본값: 터미널에서는 table, 파이프에서는 csv).",
    "Leave out the line of column names (table, csv, tsv).": "열 이름 줄을 뺀다(table, csv, tsv).",
    "Print a fact's way back to the page it stands on.": "사실 하나가 온 길을 그것이 선 쪽까지 거슬러 보인다.",
    "Mart row, models, claim, mention, block and box; --crop cuts the place out of the page.":
        "마트의 행, 모형, 주장, 언급, 문단, 상자. --crop은 그 자리를 쪽에서 오려 낸다.",
    "A key: budget_id, kpi_id, milestone_id or review_id.":
        "키: budget_id, kpi_id, milestone_id, review_id 가운데 하나.",
    "PNG of the place the fact stands at.": "사실이 선 자리의 PNG.",
    "The plan's PDF, where it no longer lies where it was read.": "계획 PDF가 읽을 때의 자리에 없으면 그 경로.",
    "Print what changed from one round to a later one.": "한 차수에서 뒤의 차수까지 바뀐 것을 보인다.",
    "The older round.": "앞 차수.",
    "The later round; the same again compares its editions.": "뒤 차수. 같은 차수를 다시 주면 그 차수의 판끼리 견준다.",
    "Print the revisions as a JSON list.": "바뀐 것을 JSON 목록으로 낸다.",
    "Print a hash per table of what the warehouse says.": "창고가 말하는 것의 지문을 표마다 보인다.",
    "Neither the order of rows nor the time of the build changes it: two builds of the same input have the same.":
        "행의 순서나 빌드 시각은 지문을 바꾸지 않는다. 같은 입력의 두 빌드는 지문이 같다.",
    # review
    "List what waits for review, or decide on one row of it.":
        "검토를 기다리는 것을 보이거나, 그 가운데 하나를 정한다.",
    "A row of the review queue, or a fact; without it, list what waits.":
        "검토 대기의 행이나 사실의 키. 없으면 기다리는 것을 모두 보인다.",
    "List one family only.": "한 종류만 보인다.",
    "It is a fact, with the values given by --set.": "사실이다. 값은 --set으로 준다.",
    "It is no fact.": "사실이 아니다.",
    "A corrected value.": "고친 값.",
    "Why.": "까닭.",
    "Who decided.": "정한 사람.",
    # export, site, completion
    "Write every mart in open formats, described and citable.":
        "모든 마트를 열린 형식으로, 설명과 인용 정보와 함께 쓴다.",
    "CSV, Parquet, an Excel workbook, a Data Package, KPIs in the words of IATI, milestones in those of OCDS, and "
    "checksums.":
        "CSV, Parquet, 엑셀, Data Package, IATI의 말로 쓴 지표, OCDS의 말로 쓴 일정, 체크섬.",
    "The folder to write (default: warehouse/export).": "쓸 폴더(기본값: warehouse/export).",
    "Print a script that completes commands in a shell.": "셸에서 명령을 완성해 주는 스크립트를 낸다.",
    "The shell that is to complete kplan's commands.": "kplan 명령을 완성할 셸.",
    "Write a static site: every fact beside its page's picture.": "정적 사이트를 쓴다: 모든 사실을 그 쪽의 그림 곁에.",
    "The folder to write (default: warehouse/site).": "쓸 폴더(기본값: warehouse/site).",
    "Leave out dbt's documentation, which takes the longest.": "가장 오래 걸리는 dbt 문서를 뺀다.",
}  # fmt: skip

REPORTS = {
    "Nothing changed: {} is up to date (build {}).": "바뀐 것이 없다: {}는 최신이다(빌드 {}).",
    "Read       {}": "읽음       {}",
    "  not read: {}": "  읽지 못함: {}",
    "  no longer in it: {} (kplan rollback brings the build before back)": (
        "  이제 없음: {} (kplan rollback이 앞선 빌드로 되돌린다)"
    ),
    "Came out   {}": "나온 것    {}",
    "Gate       {} rules hold, {} warn": "점검       지켜진 규칙 {}, 경고 {}",
    "Published  {} (build {}, {} s, {} CPU s)": "내놓음     {} (빌드 {}, {}초, CPU {}초)",
    "Try": "해 보기",
    "Exported   {} tables, {} rows, {} files, {} MB": "내보냄     표 {}개, 행 {}개, 파일 {}개, {} MB",
    "Release    {} of rounds {}": "판         {}, 차수 {}",
    "Left out   {} facts of the IATI and OCDS files, each with its reason in left_out.csv": (
        "뺀 것      IATI와 OCDS 파일에서 사실 {}개(까닭은 left_out.csv에)"
    ),
    "Written    {}; check it: cd {} && sha256sum -c SHA256SUMS": (
        "쓴 곳      {}; 확인: cd {} && sha256sum -c SHA256SUMS"
    ),
    "{} now shows build {}.": "{}: 이제 빌드 {}.",
    "nothing is due": "물을 때가 된 것이 없다",
    "{} rows": "{}행",
    "{}: {} blocks, {} tables of {}": "{0}: {3}의 문단 {1}개, 표 {2}개",
    "{}: page {} of {}: {}": "{0}: {2} {1}쪽: {3}",
    "{} {} mentions": "{1} 언급 {0}개",
    "Nothing waits for review.": "검토를 기다리는 것이 없다.",
    "{}: p.{} “{}”. It counts from the next build on.": "{}: {}쪽 “{}”. 다음 빌드부터 반영된다.",
    "{}, its editions": "{}의 판들",
    "nothing changed": "바뀐 것이 없다",
    "made by": "만든 것",
    "page": "쪽",
    "file": "파일",
    "box (points)": "상자(포인트)",
    "crop": "오려 낸 그림",
    "written to": "쓴 곳",
    "not found: name it with --pdf": "없음: --pdf로 경로를 준다",
    "  (none)": "  (없음)",
    # steps
    "fetch": "받기",
    "read": "읽기",
    "raw tables": "원자료 표",
    "raw gate": "원자료 점검",
    "models": "모형",
    "marts gate": "마트 점검",
    "data docs": "점검 문서",
    "meta": "빌드 기록",
    "counts gate": "행 수 점검",
    "publish": "내놓기",
    "pages": "쪽",
    "dbt docs": "dbt 문서",
    "workbook": "엑셀",
    "standards": "표준",
}

ERRORS = {
    "Error: ": "오류: ",
    "Stopped; what was published before stays.": "멈추었다. 먼저 내놓은 것은 그대로 있다.",
    "This is a bug in kplan: nothing was published. The lines above say where.":
        "kplan의 잘못이다. 아무것도 내놓지 않았다. 어디인지는 위에 적혀 있다.",
    "The disk is full; nothing was published, and what was published before stays. ({})":
        "디스크가 가득 찼다. 아무것도 내놓지 않았고, 먼저 내놓은 것은 그대로 있다. ({})",
    "No space left on device": "디스크에 남은 자리가 없다",
    "{} does not exist. Build it: `make warehouse`, or `kplan build FILE --out {}`.":
        "{0}: 없는 파일이다. `make warehouse` 또는 `kplan build FILE --out {1}`로 짓는다.",
    "{} does not exist. Build it first: make warehouse": "{}: 없는 파일이다. 먼저 짓는다: make warehouse",
    "{} cannot be opened as a DuckDB file ({}). Build it again with `kplan build`.":
        "{}: DuckDB 파일로 열 수 없다({}). `kplan build`로 다시 짓는다.",
    "{} is a folder. Name a file, such as {}.": "{}: 폴더다. 파일을 정한다(예: {}).",
    "{} was not published by kplan. Move it away or name another file with --out.":
        "{}: kplan이 내놓은 파일이 아니다. 다른 곳으로 옮기거나 --out으로 다른 파일을 정한다.",
    "{} is being built by {}. Wait for it, or end it, and start again.":
        "{}: {}가 짓고 있다. 기다리거나 끝낸 뒤 다시 시작한다.",
    "{} is a file. Name a folder with --out.": "{}: 파일이다. --out으로 폴더를 정한다.",
    "{} holds something else than an export. Move it away or name another folder with --out.":
        "{}: 내보낸 것이 아닌 것이 들어 있다. 다른 곳으로 옮기거나 --out으로 다른 폴더를 정한다.",
    "{} holds {}, which no export made. Move it away or name another folder.":
        "{}: 내보낸 것이 아닌 {}이 들어 있다. 다른 곳으로 옮기거나 다른 폴더를 정한다.",
    "{} holds something else than a site of kplan. Move it away or name another folder.":
        "{}: kplan의 사이트가 아닌 것이 들어 있다. 다른 곳으로 옮기거나 다른 폴더를 정한다.",
    "No release {}. There are: {}.": "{} 판은 없다. 있는 판: {}.",
    "KPLAN_KEEP_RUNS must be a whole number above zero, not {}.":
        "KPLAN_KEEP_RUNS는 0보다 큰 정수여야 한다. {}은 안 된다.",
    "There is no release before the published one.": "내놓은 것보다 앞선 판이 없다.",
    "No plan could be read; nothing was published.": "읽을 수 있는 계획이 없다. 아무것도 내놓지 않았다.",
    "{} {} not hold of the {} tables; nothing was published.":
        "{2} 표에서 지켜지지 않은 규칙 {0}개. 아무것도 내놓지 않았다.",
    "{} counts fell against the published build; nothing was published. If that is right, write why into {} under "
    "'changes:' and build again:":
        "내놓은 빌드보다 줄어든 수 {}개. 아무것도 내놓지 않았다. "
        "맞는다면 {}의 'changes:' 아래에 까닭을 적고 다시 짓는다:",
    "{}: changes[{}] must be a mapping of {} (and from).":
        "{}: changes[{}]에는 {}(그리고 from)이 이름: 값으로 있어야 한다.",
    "{}: changes[{}] needs a reason, and the round or file it holds for.":
        "{}: changes[{}]에는 까닭(reason)과 차수(round)나 파일(file)이 있어야 한다.",
    "{}: changes[{}] needs a measure (or '{}') and the whole number it may fall 'to'.":
        "{}: changes[{}]에는 measure(또는 '{}')와 줄어도 되는 수 'to'(정수)가 있어야 한다.",
    "{}: not valid: {}": "{}: 바르지 않다: {}",
    "dbt could not run: {}": "dbt를 돌릴 수 없다: {}",
    "dbt could not read its project: {}": "dbt가 프로젝트를 읽지 못했다: {}",
    "dbt could not build:": "dbt가 짓지 못한 것:",
    "dbt tests failed:": "지켜지지 않은 dbt 시험:",
    "dbt could not write the documentation: {}": "dbt가 문서를 쓰지 못했다: {}",
    "{} cannot be written ({}).": "{}: 쓸 수 없다({}).",
    "{} cannot be opened ({}). `kplan build {}` says more.": "{}: 열 수 없다({}). `kplan build {}`가 더 말해 준다.",
    "{} has {} pages; there is no page {}.": "{0}: {1}쪽까지 있다. {2}쪽은 없다.",
    "No fact has the key {}. Keys stand in {}.": "키가 {}인 사실은 없다. 키가 있는 열: {}.",
    "The PDF of {} is not where it was read. Name it with --pdf.":
        "문서 {}의 PDF가 읽을 때의 자리에 없다. --pdf로 경로를 준다.",
    "{} has no box to crop.": "{}: 오려 낼 상자가 없다.",
    "No document of round {} was read. Rounds read: {}.": "읽은 문서가 없는 차수: {}. 읽은 차수: {}.",
    "{} does not follow {} in one series (older round first). Rounds that follow each other: {}.":
        "한 시리즈에서 {0}은 {1} 다음에 오지 않는다(앞 차수를 먼저 쓴다). 이어지는 차수: {2}.",
    "Say --accept or --reject.": "--accept나 --reject 가운데 하나를 준다.",
    "--set wants FIELD=VALUE.": "--set에는 FIELD=VALUE를 준다.",
    "{}: no such field. Fields: {}.": "{}: 없는 항목이다. 항목: {}.",
    "A decision needs a reason and the name of who decided: give --reason and --by.":
        "정하려면 까닭과 정한 사람의 이름이 있어야 한다: --reason과 --by를 준다.",
    "{}: not the key of a review row, budget, KPI or milestone.": "{}: 검토 행, 예산, 지표, 일정의 키가 아니다.",
    "{}: no claim of this warehouse has that key; `kplan review` lists the keys.":
        "{}: 이 창고에 그 키의 주장은 없다. `kplan review`가 키를 보인다.",
    'What can be asked: kplan query "{}"': '물을 수 있는 것: kplan query "{}"',
    # plans and sources
    "{}: no such file or folder. Check the path, or put the PDF there.":
        "{}: 그런 파일이나 폴더가 없다. 경로를 살피거나 PDF를 그곳에 둔다.",
    "{}: not a .pdf file. Plans are read from PDFs only: save or export it as PDF.":
        "{}: .pdf 파일이 아니다. 계획은 PDF만 읽는다. PDF로 저장하거나 내보낸다.",
    "No PDF found in {}. Put plan PDFs there, or name them on the command line.":
        "{}: PDF가 없다. 계획 PDF를 그곳에 두거나 명령에 경로를 준다.",
    "{}: cannot be read ({}). Give the path of rounds.yml.": "{}: 읽을 수 없다({}). rounds.yml의 경로를 준다.",
    "{}: cannot be read ({}). Name the list with --sources.": "{}: 읽을 수 없다({}). --sources로 목록의 경로를 준다.",
    "{}: not valid YAML in UTF-8: {}": "{}: UTF-8로 쓴 바른 YAML이 아니다: {}",
    "{}: key 'rounds' must hold a list of rounds.": "{}: 'rounds'에는 차수의 목록이 있어야 한다.",
    "{}: key 'sources' must hold a list.": "{}: 'sources'에는 목록이 있어야 한다.",
    "{}: {} must be a mapping of keys to values.": "{}: {}에는 이름: 값이 있어야 한다.",
    "{}: {}.{} is not a known key. Known: {}.": "{}: {}.{}: 모르는 이름이다. 아는 이름: {}.",
    "{}: {}.{} is missing.": "{}: {}.{}: 빠져 있다.",
    "{}: {}.{} must be {}, not {}.": "{0}: {1}.{2}: {3}이어야 한다. 지금은 {4}.",
    "{}: {}.{} must be {}.": "{}: {}.{}: {}이어야 한다.",
    "{}: {}.{} is no regular expression: {}": "{}: {}.{}: 정규 표현식이 아니다: {}",
    "{}: {}.sha256 must be 64 lower-case hex digits (sha256sum FILE), not {}.":
        "{}: {}.sha256: 소문자 16진수 64자리여야 한다(sha256sum FILE). 지금은 {}.",
    "{}: {}.round_id must look like '2025-4' (quoted), not {}.":
        "{}: {}.round_id: '2025-4'처럼 따옴표 안에 쓴다. 지금은 {}.",
    "{}: {} {} stands twice; each must stand once.": "{}: {} {}: 두 번 적혀 있다. 한 번만 적는다.",
    "{}: id {} stands twice; each must stand once.": "{}: id {}: 두 번 적혀 있다. 한 번만 적는다.",
    "{}: {}.id may hold letters, digits, '.', '-' and '_', not {}.":
        "{}: {}.id: 글자, 숫자, '.', '-', '_'만 쓴다. 지금은 {}.",
    "{}: {}.kind must be one of {}, not {}.": "{}: {}.kind: {} 가운데 하나여야 한다. 지금은 {}.",
    "{}: {}.url must begin with http:// or https://, not {}.":
        "{}: {}.url: http:// 또는 https://로 시작해야 한다. 지금은 {}.",
    "{}: {}.match is missing: a pattern for the links (or their titles) to look behind.":
        "{}: {}.match: 빠져 있다. 따라갈 링크(또는 그 제목)의 정규 표현식을 적는다.",
}  # fmt: skip

OUTCOMES = {  # why a file or page was not read, behind its name
    "it is not a PDF (no %PDF- header near its start): download it again and look at it in a viewer":
        "PDF가 아니다(첫머리에 %PDF-가 없다). 다시 받아 뷰어로 열어 본다",
    "it needs a password: save a copy without one": "암호가 걸려 있다. 암호 없이 사본을 저장한다",
    "its structure cannot be read (cut off or damaged): download it again, or print it anew from a viewer":
        "구조를 읽을 수 없다(잘렸거나 망가졌다). 다시 받거나 뷰어에서 새로 인쇄한다",
    "it opens but has no pages: download it again": "열리지만 쪽이 없다. 다시 받는다",
    "it is larger than the limit: split it, or raise the limit for this file":
        "한도보다 크다. 나누거나 이 파일의 한도를 올린다",
    "no sheet is that large: the page box is wrong; print it to a new PDF on A4":
        "그렇게 큰 종이는 없다. 쪽 상자가 틀렸으니 A4로 새 PDF를 인쇄한다",
    "reading took longer than the limit: print it to a new PDF in a viewer, or raise the limit":
        "읽는 데 한도보다 오래 걸렸다. 뷰어에서 새 PDF로 인쇄하거나 한도를 올린다",
    "reading needed more memory than the limit: print it to a new PDF in a viewer, or raise the limit":
        "읽는 데 한도보다 많은 메모리가 들었다. 뷰어에서 새 PDF로 인쇄하거나 한도를 올린다",
    "reading stopped in the middle: report the file; meanwhile print it to a new PDF in a viewer":
        "읽다가 멈추었다. 이 파일을 알려 주고, 그동안은 뷰어에서 새 PDF로 인쇄한다",
    "nothing is drawn on it: check that it is the right file": "아무것도 그려져 있지 않다. 맞는 파일인지 살핀다",
    "its words stand only in pictures and are not guessed: get the PDF with text, or run OCR first":
        "글이 그림 속에만 있어 짐작하지 않는다. 글이 있는 PDF를 구하거나 먼저 OCR을 돌린다",
    "its fonts do not say which characters they draw, so no figure can be trusted: print it anew from the word "
    "processor, or run OCR on it":
        "글꼴이 어떤 글자를 그리는지 말하지 않아 수치를 믿을 수 없다. 워드프로세서에서 새로 인쇄하거나 OCR을 돌린다",
    "the page is blank; nothing to mend": "빈 쪽이다. 고칠 것이 없다",
}  # fmt: skip

OF_CLICK = {  # what the library that reads the command line says
    "No such option {}.": "{}: 없는 옵션이다.",
    "No such option {}. Did you mean {}?": "{}: 없는 옵션이다. {}?",
    "No such option {}. (Did you mean one of: {}?)": "{}: 없는 옵션이다. (이 가운데 하나? {})",
    "No such command {}.": "{}: 없는 명령이다.",
    "No such command {}. Did you mean {}?": "{}: 없는 명령이다. {}?",
    "No such command {}. (Did you mean one of: {}?)": "{}: 없는 명령이다. (이 가운데 하나? {})",
    "Missing command.": "명령이 빠져 있다.",
    "Missing argument {}.": "{}: 빠져 있다.",
    "Missing argument {}. Choose from:\n\t{}": "{}: 빠져 있다. 이 가운데 하나를 준다: {}",
    "Missing option {}.": "{}: 이 옵션이 있어야 한다.",
    "Option {} requires an argument.": "{}: 값이 있어야 한다.",
    "Option {} does not take a value.": "{}: 값을 받지 않는다.",
    "Got unexpected extra argument ({})": "더 받을 수 없다: {}",
    "Got unexpected extra arguments ({})": "더 받을 수 없다: {}",
    "Invalid value for {}: {}": "{}: 바르지 않은 값이다: {}",
    "{} is not one of {}.": "{}: 이 가운데 하나여야 한다: {}.",
    "{} is not in the range {}.": "{}: 범위를 벗어난다({}).",
    "{} is not a valid integer.": "{}: 정수가 아니다.",
    "{} is not a valid integer range.": "{}: 정수가 아니다.",
    "File {} does not exist.": "{}: 그런 파일이 없다.",
    "File {} is a directory.": "{}: 파일이 아니라 폴더다.",
    "Directory {} is a file.": "{}: 폴더가 아니라 파일이다.",
    "Path {} does not exist.": "{}: 그런 경로가 없다.",
}

WORDS = {  # said by a variable
    "documents": "문서",
    "blocks": "문단",
    "tables": "표",
    "mentions": "언급",
    "claims": "주장",
    "budgets": "예산",
    "kpis": "지표",
    "milestones": "일정",
    "review_queue": "검토 대기",
    "reconciliation": "검산",
    "lines": "줄",
    "cells": "칸",
    "money": "금액",
    "quantity": "수량",
    "period": "기간",
    "agency": "기관",
    "arrow": "화살표",
    "number": "숫자",
    "accept": "받아들임",
    "reject": "물리침",
    "added": "추가",
    "dropped": "삭제",
    "raised": "올림",
    "lowered": "내림",
    "rescheduled": "시기 변경",
    "renamed": "이름 변경",
    "restated": "다시 적음",
    "budget": "예산",
    "kpi": "지표",
    "milestone": "일정",
    "project": "프로젝트",
    "old": "앞",
    "new": "뒤",
}

KOREAN = {**HELP, **REPORTS, **ERRORS, **OF_CLICK, **WORDS, **OF_DATA}
for _english, _korean in OUTCOMES.items():
    KOREAN[f"{{}}: {_english}"] = f"{{}}: {_korean}"
    KOREAN[f"{{}}: {_english} ({{}})"] = f"{{}}: {_korean} ({{}})"
KOREAN["{}, page {}"] = "{} {}쪽"
for _english, _korean in DOUBTS.items():
    _places = count(2)  # behind the file and the page
    _shifted = re.sub(r"{(\d*)}", lambda m: f"{{{int(m[1]) + 2 if m[1] else next(_places)}}}", _korean)  # noqa: B023
    KOREAN[f"{{}}, page {{}}: {_english}"] = f"{{0}} {{1}}쪽: {_shifted}"
