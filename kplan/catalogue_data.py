"""What checks and marts say of data, in both languages: the English as it stands in the warehouse ({} where values
stand) → the Korean. Part of kplan/catalogue.py; the command line and the site say it from here, the warehouse keeps the
English. tests/cli/test_said_of_data.py fails for a rule, a reason or a kind of change without its Korean.
"""

from __future__ import annotations

RULES = {  # of the gate, expectations/: what must hold of every row
    "{} is one of {}": "{} 값은 다음 가운데 하나다: {}",
    "{} lies between {} and {}": "{} 값은 {}에서 {} 사이다",
    "{} is given": "{} 값이 있다",
    "{} holds words": "{} 열에 글이 있다",
    "no two rows share {}": "{} 값이 같은 행이 둘 없다",
    "what {} names exists": "{} 열이 가리키는 것이 있다",
    "what {} names exists in {}": "{} 열이 가리키는 것이 {} 표에 있다",
    "what {} names exists in its family's table": "{} 열이 가리키는 것이 그 종류의 표에 있다",
    # raw tables
    "its page was read": "그 쪽을 읽었다",
    "its box has a width and a height and lies on its page": "상자에 너비와 높이가 있고 그 쪽 안에 있다",
    "its period does not end before it starts": "기간이 시작보다 먼저 끝나지 않는다",
    "its range does not end below its start": "범위의 끝이 시작보다 작지 않다",
    "the paragraph or cell it stands in exists": "그것이 선 문단이나 칸이 있다",
    "every page of the file has a row": "파일의 모든 쪽에 행이 있다",
    "its hash is a whole SHA-256": "해시가 온전한 SHA-256이다",
    "it was published between 1990 and 2060": "1990년에서 2060년 사이에 발표되었다",
    "its number lies within its document": "쪽 번호가 문서 안에 있다",
    "a page not read says why": "읽지 못한 쪽은 까닭을 말한다",
    "what was not read says why": "읽지 못한 것은 까닭을 말한다",
    "its file is named": "파일 이름이 있다",
    "it has cells": "칸이 있다",
    "it lies within its table's rows and columns": "표의 행과 열 안에 있다",
    "its offsets mark at least one character": "시작과 끝이 적어도 한 글자를 가리킨다",
    # marts
    "its page lies within its document": "쪽이 문서 안에 있다",
    "its box lies on its page": "상자가 그 쪽 안에 있다",
    "the paragraph or cell it was read from exists": "그것을 읽은 문단이나 칸이 있다",
    "the second reader finds the same digits in the boxes of its figure and its period":
        "두 번째 판독기가 수치와 기간의 상자에서 같은 숫자를 읽는다",
    "a second reader has its page, so that its figure could be read again":
        "두 번째 판독기도 그 쪽을 읽어 수치를 다시 읽을 수 있었다",
    "the fact it repeats exists and repeats none itself":
        "되풀이한 사실이 있고, 그 사실은 다른 것을 되풀이하지 않는다",
    "its project exists": "프로젝트가 있다",
    "its amount is above zero, unless a change": "증감이 아니면 금액이 0보다 크다",
    "its years run forward": "연도가 앞에서 뒤로 간다",
    "its programme's years run forward": "사업 연도가 앞에서 뒤로 간다",
    "an amount of one fiscal year covers that year": "한 회계연도의 금액은 바로 그해의 것이다",
    "a row safe to sum is no duplicate and no change": "더해도 되는 행은 되풀이도 증감도 아니다",
    "a row safe to sum does not stand beside its own total": "더해도 되는 행은 제 합계와 나란히 서지 않는다",
    "a component names its total": "부분은 제 합계를 가리킨다",
    "its period runs forward": "기간이 앞에서 뒤로 간다",
    "its period lies between {} and {}": "기간이 {}년에서 {}년 사이다",
    "its range runs upward": "범위가 작은 값에서 큰 값으로 간다",
    "it has a figure": "수치가 있다",
    "it has a date": "날짜가 있다",
    "its thread bears the key of a fact": "실의 키는 어떤 사실의 키다",
    "mentions read = in facts + context + in review": "읽은 언급 = 사실 + 배경 + 검토 대기",
    "it counts every mention of its document and family": "그 문서와 종류의 언급을 모두 세었다",
    "the document's own arithmetic agrees with what it prints": "문서 스스로의 산술이 인쇄된 수치와 맞는다",
}  # fmt: skip

GATE = {  # how a rule that does not hold is told; the table, the rule and the keys of its rows stand in it
    "{}: {} [{}]: {} of {} rows fail": "{0}: {1} [{2}]: {4}행 가운데 {3}행이 어긋남",
    "{}: {} [{}]: could not run: {}": "{}: {} [{}]: 점검하지 못함: {}",
    "{}: {} [{}]: holds": "{}: {} [{}]: 지켜짐",
    "and {} more": "그 밖에 {}건",
    "{}: {}: {} rows do not": "{}: {}: {}행이 어긋남",
}

REASONS = {  # why a figure is in the review queue, or kept as context
    "the second reader has other digits here": "두 번째 판독기가 다른 숫자를 읽음",
    "rejected by a reviewer: {}": "검토한 사람이 물리침: {}",
    "the rule {} was right in {} of {} samples": "규칙 {0}: 표본 {2}건 가운데 {1}건만 맞음",
    "date of a statistic or of background": "통계나 배경의 날짜",
    "date inside a name, or beside a nearer date": "이름 속의 날짜이거나, 더 가까운 날짜가 있음",
    "limit that decides what is examined": "심사 대상을 가르는 한도",
    "count of the plan's own parts": "계획 자체의 항목을 센 수",
    "heading": "제목",
    "no rule says what this figure is": "이 수치가 무엇인지 말하는 규칙이 없음",
    "no claim could be made of this figure": "이 수치로 주장을 만들 수 없음",
}

NOTES = {  # what is said of a file beside its outcome
    "{}, page {}: {}": "{} {}쪽: {}",
    "{}: {} of {} pages could not be read as text; see their outcomes":
        "{0}: {2}쪽 가운데 {1}쪽을 글로 읽지 못했다. 쪽마다 까닭이 있다",
    "{}: read by the fallback reader, as the first cannot open it; check its figures":
        "{}: 첫 판독기가 열지 못해 다른 판독기로 읽었다. 수치를 확인한다",
    "{}: no figure is re-read, as reading with the second reader failed ({}); check them":
        "{}: 두 번째 판독기가 멈추어 수치를 다시 읽지 못했다({}). 수치를 확인한다",
    "{}: the end of the file is missing; {} pages were found: download it again":
        "{}: 파일의 끝이 없다. {}쪽을 찾았다. 다시 받는다",
    "{}: the end of the file is missing; {} pages were found, its page tree announces {}: download it again":
        "{0}: 파일의 끝이 없다. {2}쪽 가운데 {1}쪽을 찾았다. 다시 받는다",
}  # fmt: skip

DOUBTS = {  # what was read on a page with a doubt; it stands behind "{}, page {}: "
    "{} glyphs of font {} have no character mapping": "글꼴 {1}의 글리프 {0}개에 글자 정보가 없다",
    "{} characters are drawn invisibly (a text layer over a picture)":
        "글자 {}개가 보이지 않게 그려져 있다(그림 위의 글)",
    "text outside the visible page was left out: {}": "보이는 쪽 밖의 글을 뺐다: {}",
    "{} text boxes are laid over the page; their text is not read":
        "쪽 위에 글상자 {}개가 얹혀 있고, 그 글은 읽지 않았다",
    "{} stamps are laid over the page; their text is not read":
        "쪽 위에 도장 {}개가 얹혀 있고, 그 글은 읽지 않았다",
    "{} form fields are laid over the page; their text is not read":
        "쪽 위에 입력 칸 {}개가 얹혀 있고, 그 글은 읽지 않았다",
    "a text object without characters draws ink at {}": "글자 없는 글 개체가 {}에 그려져 있다",
    "no second opinion on this page: the second reader was not asked":
        "이 쪽에는 두 번째 판독이 없다: 두 번째 판독기에 묻지 않았다",
    "no second opinion: the second reader cannot open the file ({})":
        "두 번째 판독이 없다: 두 번째 판독기가 파일을 열지 못했다({})",
    "no second opinion on this page ({})": "이 쪽에는 두 번째 판독이 없다({})",
    "the two readers differ in {} places, the first: {}": "두 판독기가 {}곳에서 다르다. 첫 곳: {}",
    "two readings at {}: {} and {}": "{} 자리에서 두 판독이 다르다: {}, {}",
    "only the first reader has {} at {}": "{1} 자리의 {0}: 첫 판독기만 읽었다",
    "a glyph without character mapping is missing from the first reading at {}":
        "{} 자리에서 글자 정보 없는 글리프가 첫 판독에 빠졌다",
    "only the second reader has {} at {}, among other differences":
        "{1} 자리의 {0}: 두 번째 판독기만 읽었고, 둘레에 다른 차이도 있다",
    "only the second reader has {} at {}, and nothing is drawn there":
        "{1} 자리의 {0}: 두 번째 판독기만 읽었고, 그 자리에 그려진 것이 없다",
    "only the second reader has {} at {}, over other text":
        "{1} 자리의 {0}: 두 번째 판독기만 읽었고, 다른 글 위에 있다",
    "the first reader dropped {} at {}; taken from the second":
        "{1} 자리의 {0}: 첫 판독기가 빠뜨려 두 번째에서 가져왔다",
    "{} stands in table {}, in none of its cells": "{}: 표 {} 안에 있으나 어느 칸에도 들지 않는다",
}  # fmt: skip

REVISIONS = {  # by which rule two facts of two documents are the same one; kinds of change stand among the words
    "same_name_and_period": "이름과 기간이 같음",
    "split_into_parts": "부분으로 나뉨",
    "merged_from_parts": "부분이 합쳐짐",
    "alike_name_and_period": "이름이 비슷하고 기간이 같음",
    "alike_name_same_figure": "이름이 비슷하고 수치가 같음",
    "same_name_other_period": "이름이 같고 기간이 다름",
    "same_statement": "같은 말",
    "only_in_newer": "뒤 문서에만 있음",
    "only_in_older": "앞 문서에만 있음",
    "same_key": "키가 같음",
    "stated_rename": "이름을 바꾼다고 문서가 말함",
    "known_name": "알려진 이름",
    "alike_name": "이름이 비슷함",
}

OF_DATA = {**RULES, **GATE, **REASONS, **NOTES, **DOUBTS, **REVISIONS}
