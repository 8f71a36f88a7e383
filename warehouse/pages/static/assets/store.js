"use strict";
/* The warehouse's rows as objects, the three families in one shape, and who is related to whom. */
(() => {
  const data = window.KPLAN_DATA;
  const objects = ({ columns, rows }) => rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, row[i]])));
  const tables = Object.fromEntries(Object.entries(data.tables).map(([name, table]) => [name, objects(table)]));
  const by = (rows, key) => new Map(rows.map((row) => [row[key], row]));
  const projects = by(tables.dim_project, "project_id");
  const rounds = by(tables.dim_plan_round, "round_id");
  const documents = by(data.documents, "document_id");

  const project = (id) => projects.get(id)?.project_name ?? id ?? "";
  const years = (row, from, to) => (row[from] || row[to] ? [row[from] && `${row[from]}-01-01`, row[to] && `${row[to]}-12-31`] : [null, null]);

  const FAMILIES = {
    budget: { table: "fct_budgets", key: "budget_id", subject: "programme", figure: "amount_printed", kind: "amount_type" },
    kpi: { table: "fct_kpis", key: "kpi_id", subject: "indicator", figure: "value_printed", kind: "value_type" },
    milestone: { table: "fct_milestones", key: "milestone_id", subject: "description", figure: null, kind: "kind" },
    review: { table: "review_queue", key: "review_id", subject: "would_have_said", figure: "figure_printed", kind: "reason" },
  };

  const shaped = (family, row) => {
    const f = FAMILIES[family];
    const [start, end] = family === "budget" ? years(row, "period_start_year", "period_end_year") : [row.period_start, row.period_end];
    return {
      id: row[f.key], family, row, table: f.table,
      subject: row[f.subject] || row.quote || "",
      figure: f.figure ? row[f.figure] || "" : "",
      kind: row[f.kind], round: row.round_id, document: row.document_id, page: row.page_no,
      project: row.project_id, projectName: row.project_id ? project(row.project_id) : "",
      value: family === "budget" ? row.amount_krw : row.value ?? null,
      unit: family === "budget" ? "KRW" : row.unit ?? null,
      start, end, quote: row.quote || "",
      isRepeated: Boolean(row.duplicate_of), isCurrent: row.is_current !== false,
    };
  };

  const facts = ["budget", "kpi", "milestone"].flatMap((family) => tables[FAMILIES[family].table].map((row) => shaped(family, row)));
  const order = new Map(data.documents.map((d, i) => [d.document_id, i]));
  facts.sort((a, b) => order.get(a.document) - order.get(b.document) || a.page - b.page || a.row.top - b.row.top || a.row.x0 - b.row.x0 || (a.id < b.id ? -1 : 1));
  const review = tables.review_queue.map((row) => shaped("review", row));
  const byId = new Map([...facts, ...review].map((f) => [f.id, f]));

  /* What is searched: everything one can see of a row, with and without its spaces. */
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const haystacks = new WeakMap();
  const haystack = (fact) => {
    if (!haystacks.has(fact)) {
      const said = plain([fact.subject, fact.figure, fact.projectName, fact.quote, fact.id, fact.row.sub_area, fact.row.instrument_label, fact.row.reason].filter(Boolean).join("\n"));
      haystacks.set(fact, `${said}\n${said.replace(/\s+/g, "")}`);
    }
    return haystacks.get(fact);
  };
  const matches = (fact, query) => plain(query).split(/\s+/).every((word) => haystack(fact).includes(word));

  const pages = new Map();
  for (const fact of [...facts, ...review]) {
    const place = `${fact.document}:${fact.page}`;
    if (!pages.has(place)) pages.set(place, []);
    pages.get(place).push(fact);
  }

  const related = (fact) => {
    const row = fact.row;
    const found = [];
    const add = (id, ...how) => byId.has(id) && id !== fact.id && found.push([byId.get(id), how.join(": ")]);
    add(row.duplicate_of, K.t("rel_duplicate"));
    add(row.parent_budget_id, K.t("rel_parent"));
    add(row.pair_kpi_id, K.t("rel_pair"));
    for (const other of facts) {
      if (other.row.parent_budget_id === fact.id) found.push([other, K.t("rel_part")]);
      if (other.row.duplicate_of === fact.id) found.push([other, K.t("rel_repeat")]);
    }
    for (const r of tables.fct_revisions) {
      if (r.new_key === fact.id) add(r.old_key, K.t("rel_older"), K.inWords(r.change));
      if (r.old_key === fact.id) add(r.new_key, K.t("rel_newer"), K.inWords(r.change));
    }
    return found;
  };

  K.data = data;
  K.store = {
    tables, facts, review, byId, projects, rounds, documents, FAMILIES, project, matches, related,
    onPage: (document, page) => pages.get(`${document}:${page}`) || [],
    lines: (fact) => data.lines[fact.id] || (fact.row.x0 === null || fact.row.x0 === undefined ? [] : [[fact.row.x0, fact.row.top, fact.row.x1, fact.row.bottom]]),
    figureBox: (fact) => data.figures[fact.id] || null,
    headings: (fact) => {
      const said = data.headings[fact.document];
      return (said?.under[fact.row.block_id] || []).map((id) => said.text[id]).filter(Boolean);
    },
    roundName: (id) => {
      const round = rounds.get(id);
      return round ? `${id} · ${round.title || round.series || ""}` : id || "";
    },
  };
})();
