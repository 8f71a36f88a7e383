"use strict";
/* Every fact in one table: searched, filtered and sorted; the address keeps what was asked. */
(() => {
  const S = K.store;

  let filterBox = false; // whether it was left open on a narrow screen

  const option = (value, name, chosen) => K.el("option", { value, selected: value === (chosen || "") }, name);
  const chooser = (key, name, options, params, redraw) =>
    K.el("label", { class: "choose" }, K.el("span", {}, name),
      K.el("select", { "data-filter": key, onchange: (e) => redraw({ [key]: e.target.value, p: "" }, `[data-filter="${key}"]`) },
        option("", K.t("all"), params[key]), options.map(([value, said]) => option(value, said, params[key]))));
  K.chooser = chooser;

  /* Round and project for every view, family where a view has families: [[value, name] …]. */
  K.filters = (params, redraw, { families, more = [], search, projects: withProjects = true, among }) => {
    const there = new Set(K.data.documents.map((d) => d.round_id));
    const rounds = S.tables.dim_plan_round.filter((r) => there.has(r.round_id)).map((r) => [r.round_id, S.roundName(r.round_id)]);
    const used = new Set(among || S.facts.filter((f) => !params.round || f.round === params.round).map((f) => f.project));
    if (params.project) used.add(params.project);
    const projects = S.tables.dim_project.filter((p) => used.has(p.project_id)).map((p) => [p.project_id, p.project_name]);
    const asked = ["round", "project", "family", "kind", "year", "instrument", "q", "repeats", "from", "to", "after", "before", "due", "additive", "failing", "reason", "change", "pair"].filter((k) => params[k] && (withProjects || k !== "project"));
    const clear = asked.length ? K.el("button", { type: "button", class: "plain", id: "clear", onclick: () => redraw(Object.fromEntries([...asked, "p"].map((k) => [k, ""])), "#main") }, K.t("clear")) : null;
    return K.el("form", { class: "filters", role: "search", "aria-label": K.t("filters"), onsubmit: (e) => e.preventDefault() },
      search, K.el("details", { class: "filter-box", open: matchMedia("(min-width: 44.01rem)").matches || filterBox, ontoggle: (e) => { filterBox = e.target.open; } },
        K.el("summary", {}, K.t("filters"), asked.length ? ` (${asked.length})` : ""),
        K.el("div", { class: "filter-row" },
          chooser("round", K.t("round"), rounds, params, redraw),
          withProjects && projects.length ? chooser("project", K.t("project"), projects, params, redraw) : null,
          families ? chooser("family", K.t("family"), families, params, redraw) : null, more, clear)));
  };

  K.place = (fact) => {
    const document = S.documents.get(fact.document);
    return [K.data.documents.length > 1 && [K.ko(document?.title || document?.file_name || "", "span", { class: "place-doc", title: document?.title || "" }), " "], K.t("page_n", fact.page)];
  };

  const COLUMNS = () => [
    { key: "family", head: K.t("family"), sort: (f) => K.t(f.family), cell: (f) => K.el("span", { class: `badge ${f.family}` }, K.t(f.family)) },
    { key: "subject", head: K.t("subject"), wide: true, sort: (f) => f.subject, cell: (f) => [
      K.link(K.route.fact(f.id), { class: "subject" }, K.ko(f.subject)),
      f.isRepeated && K.el("span", { class: "tag", title: K.t("repeated_note") }, K.t("repeated")),
      K.ko(f.quote, "span", { class: "quote-line" })] },
    { key: "figure", head: K.t("figure"), number: true, sort: (f) => f.value, cell: (f) => (f.figure ? K.ko(f.figure, "b") : "–") },
    { key: "period", head: K.t("period"), sort: (f) => f.end || f.start, cell: (f) => K.period(f.start, f.end) || "–" },
    { key: "kind", head: K.t("kind"), sort: (f) => K.say(f.kind), cell: (f) => K.say(f.kind) },
    { key: "project", head: K.t("project"), sort: (f) => f.projectName, cell: (f) => K.ko(f.projectName) },
    { key: "page", head: K.t("page"), number: true, sort: (f) => f.page, cell: K.place },
  ];

  /* A milestone's due day as the view milestones_due has it. */
  const dueDays = new Map(S.tables.milestones_due.map((r) => [r.milestone_id, r.due_on]));
  const yearsOf = (f) => [f.start || f.end, f.end || f.start].map((d) => (d ? Number(d.slice(0, 4)) : null));
  const sameYear = (printed, asked) => asked === undefined || (printed === null || printed === undefined ? asked === "none" : String(printed) === asked);

  /* Whether money counts in a sum over its own years, as the views budgets_by_project and budgets_by_year count it. */
  const byId = new Map(S.facts.map((f) => [f.id, f]));
  const adds = (f) => {
    if (f.family !== "budget" || !f.isCurrent) return false;
    if (f.row.is_additive) return true;
    if (f.row.fiscal_year === null || f.row.duplicate_of || f.row.amount_type === "delta") return false;
    for (let above = byId.get(f.row.parent_budget_id); above; above = byId.get(above.row.parent_budget_id)) {
      if (above.row.fiscal_year === f.row.fiscal_year) return false;
    }
    return true;
  };

  const select = (params) => S.facts.filter((f) => {
    if (params.round && f.round !== params.round) return false;
    if (params.project && f.project !== params.project) return false;
    if (params.family && f.family !== params.family) return false;
    if (params.kind && f.kind !== params.kind) return false;
    if (params.instrument && f.row.instrument !== params.instrument) return false;
    if (params.repeats && f.isRepeated) return false;
    if (params.additive && !adds(f)) return false;
    if (!sameYear(f.row.period_start_year, params.from) || !sameYear(f.row.period_end_year, params.to)) return false;
    if (params.due && !dueDays.get(f.id)) return false;
    const due = dueDays.get(f.id) || f.end || f.start;
    if (params.after && !(due > params.after)) return false;
    if (params.before && !(due < params.before)) return false;
    if (params.year) {
      const [from, to] = yearsOf(f);
      if (from === null || from > Number(params.year) || to < Number(params.year)) return false;
    }
    return !params.q || S.matches(f, params.q.trim());
  });

  /* Money that may be added up among the rows shown, one sum per kind and years. */
  const adding = (facts) => {
    const sums = new Map();
    for (const f of facts) {
      if (!adds(f)) continue;
      const key = `${K.period(f.start, f.end) || K.t("undated")} · ${K.say(f.kind)}`;
      sums.set(key, (sums.get(key) || 0) + f.value);
    }
    const list = [...sums].sort((a, b) => b[1] - a[1]);
    if (!list.length || list.length > 6) return null;
    return K.el("p", { class: "adds-up" }, K.t("adds_up"), ": ", list.map(([name, sum], i) => [i ? ", " : "", name, " ", K.el("b", {}, K.money(sum))]));
  };

  K.views.facts = (params, redraw) => {
    const inFamily = S.facts.filter((f) => !params.family || f.family === params.family);
    const kinds = [...new Set(inFamily.map((f) => f.kind))].map((k) => [k, K.say(k)]).sort((a, b) => a[1].localeCompare(b[1], K.lang));
    const years = [...new Set(inFamily.flatMap(yearsOf).filter(Boolean))].sort().map((y) => [String(y), String(y)]);
    const instruments = [...new Set(S.facts.map((f) => f.row.instrument).filter(Boolean))].map((k) => [k, K.say(k)]).sort((a, b) => a[1].localeCompare(b[1], K.lang));
    const results = K.el("div", { id: "results" });
    const count = K.el("p", { class: "count", id: "count" });
    const columns = COLUMNS();

    const show = () => {
      const found = select(params);
      const said = K.count(found, S.facts);
      count.textContent = said;
      K.lastList = { href: K.route.href(params), ids: K.table.sorted(found, columns, params).map((f) => f.id) };
      results.replaceChildren(...[adding(params.family === "budget" ? found : []), K.table({
        id: "facts", caption: `${K.t("facts")}: ${said}`, columns, rows: found, at: params, change: redraw, empty: K.t("nothing_here_filtered"),
      })].filter(Boolean));
      return said;
    };
    let typing = 0;
    const search = K.el("label", { class: "search" }, K.el("span", {}, K.t("search")),
      K.el("input", {
        type: "search", id: "search", value: params.q || "", placeholder: K.t("search_hint"), autocomplete: "off", spellcheck: "false",
        oninput: (e) => {
          params = { ...params, q: e.target.value, p: "" };
          K.route.replace(params);
          params = K.now.params;
          const said = show();
          clearTimeout(typing);
          typing = setTimeout(() => K.announce(said), 500);
        },
      }));
    const repeats = K.el("label", { class: "check" },
      K.el("input", { type: "checkbox", id: "repeats", checked: Boolean(params.repeats), onchange: (e) => redraw({ repeats: e.target.checked ? "1" : "", p: "" }, "#repeats") }), K.t("hide_repeats"));
    show();
    return {
      title: K.t("facts"),
      body: [
        K.el("h1", {}, K.t("facts")),
        K.filters(params, redraw, {
          search, families: [["budget", K.t("budget")], ["kpi", K.t("kpi")], ["milestone", K.t("milestone")]],
          more: [
            chooser("kind", K.t("kind"), kinds, params, redraw), chooser("year", K.t("year"), years, params, redraw),
            params.family === "budget" || params.instrument ? chooser("instrument", K.t("instrument"), instruments, params, redraw) : null, repeats],
        }),
        count, results,
      ],
    };
  };
})();
