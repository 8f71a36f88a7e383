"use strict";
/* The first view: what was read, how sure it is, and where the money and the deadlines are. */
(() => {
  const S = K.store;
  const MANY = 8; // cards and bars shown before one asks for more
  const SOON = 5;
  const inScope = (row, { round, project }) => (!round || row.round_id === round) && (!project || row.project_name === S.project(project));
  const idOf = (name) => S.tables.dim_project.find((p) => p.project_name === name)?.project_id;

  const documentCard = (d) =>
    K.el("article", { class: "document" },
      K.ko(d.title || d.file_name, "h2"),
      K.el("p", { class: "note" },
        [d.issuer, d.meeting].filter(Boolean).map((said) => [K.ko(said), " · "]),
        d.published_on && K.el("time", { datetime: d.published_on }, d.published_on.replaceAll("-", ".")), d.published_on && " · ",
        K.t("n_pages", K.number(d.pages.length)), " · ", K.t("n_facts", K.number(S.facts.filter((f) => f.document === d.document_id).length)),
        d.is_restated && [" ", K.el("span", { class: "tag" }, K.t("restated"))], !d.is_current && [" ", K.el("span", { class: "tag" }, K.t("older"))]),
      d.is_restated && K.el("p", { class: "note" }, K.t("restated_note")),
      K.link(K.route.href({ view: "leaves", doc: d.document_id }), { class: "go" }, K.t("see_pages")));

  const tile = (value, name, href, kind, note) =>
    K.el("li", { class: `tile ${kind || ""}` }, K.link(href, {}, K.el("strong", {}, value), K.el("span", {}, name)), note && K.el("p", { class: "note" }, note));

  const tiles = (params) => {
    const facts = S.facts.filter((f) => (!params.round || f.round === params.round) && (!params.project || f.project === params.project));
    const ofRound = (id) => !params.round || S.documents.get(id)?.round_id === params.round;
    const coverage = S.tables.coverage.filter((c) => ofRound(c.document_id));
    const sum = (key) => coverage.reduce((a, c) => a + c[key], 0);
    const [read, waiting] = [sum("mentions_read"), sum("review_queue")];
    const sums = S.tables.reconciliation.filter((r) => ofRound(r.document_id));
    const share = read ? Math.floor((1000 * (read - waiting)) / read) / 10 : 100;
    return K.el("ul", { class: "tiles" },
      ["budget", "kpi", "milestone"].map((family) =>
        tile(K.number(facts.filter((f) => f.family === family).length), K.t(`${family}s`), K.route.to("facts", { family }), family)),
      tile(`${K.number(share, 1)}%`, K.t("placed"), K.route.to("quality"), "", K.t("placed_note", K.number(read), K.number(sum("in_facts")), K.number(sum("context")), K.number(waiting))),
      tile(K.number(waiting), K.t("waits"), K.route.to("review"), waiting ? "warn" : ""),
      sums.length ? tile(`${K.number(sums.filter((r) => r.holds).length)} / ${K.number(sums.length)}`, K.t("sums_hold"), K.route.to("sums"), sums.every((r) => r.holds) ? "" : "warn") : null);
  };

  /* Money: one kind and one span of years at a time, as they must not be added up across either. */
  const moneyKey = (r) => `${r.amount_type}|${r.period_start_year ?? ""}|${r.period_end_year ?? ""}`;
  const moneyName = (r) => {
    const [from, to] = [r.period_start_year, r.period_end_year];
    const when = !from && !to ? K.t("undated") : from === to ? String(from) : K.t("years_", from ?? "", to ?? "");
    return `${when} · ${K.say(r.amount_type)}`;
  };
  const sums = (rows, name) => {
    const found = new Map();
    for (const r of rows) {
      const at = found.get(r[name]) || { name: r[name] || "", all: 0, fresh: 0, n: 0 };
      at.all += r.amount_krw;
      at.fresh += (r.new_eok || 0) * 1e8;
      at.n += r.n_programmes;
      found.set(r[name], at);
    }
    return [...found.values()].sort((a, b) => b.all - a.all);
  };

  const money = (params, redraw) => {
    const rows = [
      ...S.tables.budgets_by_year.map((r) => ({ ...r, period_start_year: r.fiscal_year, period_end_year: r.fiscal_year })),
      ...S.tables.budgets_by_project.filter((r) => r.fiscal_year === null),
    ].filter((r) => inScope(r, params));
    if (!rows.length) return [];
    const kinds = new Map();
    for (const r of rows) {
      const kind = kinds.get(moneyKey(r)) || { key: moneyKey(r), row: r, all: 0 };
      kind.all += r.amount_krw;
      kinds.set(kind.key, kind);
    }
    const choices = [...kinds.values()].sort((a, b) => (a.row.amount_type === "appropriation" ? 0 : 1) - (b.row.amount_type === "appropriation" ? 0 : 1) || b.all - a.all);
    const chosen = kinds.get(params.money) || choices[0];
    const shown = rows.filter((r) => moneyKey(r) === chosen.key);
    const select = K.el("label", { class: "choose" }, K.t("which_money"), " ",
      K.el("select", { id: "which-money", onchange: (e) => redraw({ money: e.target.value }, "#which-money") },
        choices.map((c) => K.el("option", { value: c.key, selected: c === chosen }, `${moneyName(c.row)} (${K.money(c.all)})`))));
    const years = { kind: chosen.row.amount_type, from: chosen.row.period_start_year ?? "none", to: chosen.row.period_end_year ?? "none", additive: "1" };
    const classes = ["c-budget", "c-new"];
    const chart = (title, list, name, href, ...more) => {
      const most = list.slice(0, MANY);
      const all = list.reduce((a, r) => a + r.all, 0);
      return K.figure({
        title, note: K.t("chart_money_note"), controls: more[0],
        legend: list.some((r) => r.fresh) ? K.legend([K.t("continuing"), K.t("new_")], classes) : null,
        draw: (width) => K.bars(width, {
          title, description: `${moneyName(chosen.row)}. ${most.map((r) => `${name(r)} ${K.money(r.all)}`).join("; ")}`, classes,
          rows: most.map((r) => ({ name: name(r), parts: [r.all - r.fresh, r.fresh], said: K.money(r.all), href: href(r) })),
        }),
        table: K.figures(`${title}, ${moneyName(chosen.row)}`, [title, K.t("total"), K.t("of_which_new"), K.t("facts")],
          [...list.map((r) => [name(r), K.money(r.all), r.fresh ? K.money(r.fresh) : "–", K.number(r.n)]), [K.t("total"), K.money(all), "", ""]]),
      });
    };
    return [
      chart(K.t("chart_money"), sums(shown, "project_name"), (r) => r.name, (r) => K.route.to("facts", { family: "budget", project: idOf(r.name), ...years }), select),
      chart(K.t("chart_instrument"), sums(shown, "instrument"), (r) => K.say(r.name), (r) => K.route.to("facts", { family: "budget", instrument: r.name, ...years })),
    ];
  };

  /* Deadlines: quarters of the years around publication, then years. */
  const due = (params) => {
    const rows = S.tables.milestones_due.filter((r) => inScope(r, params) && r.due_on);
    if (!rows.length) return null;
    const dates = K.data.documents.filter((d) => d.published_on && (!params.round || d.round_id === params.round)).map((d) => d.published_on).sort();
    const base = Number((dates.at(-1) || rows[0].due_on).slice(0, 4));
    const bucket = (day) => {
      const year = Number(day.slice(0, 4));
      if (year < base) return `<${base}`;
      if (year > base + 4) return `>${base + 4}`;
      return year <= base + 1 ? `${year} Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` : `${year}`;
    };
    const order = (b) => (b.startsWith("<") ? "0" : b.startsWith(">") ? "9999" : b);
    const there = [...new Set(rows.map((r) => bucket(r.due_on)))].sort((a, b) => (order(a) < order(b) ? -1 : 1));
    const bounds = (b) => {
      if (b.startsWith("<")) return { before: `${base}-01-01` };
      if (b.startsWith(">")) return { after: `${base + 4}-12-31` };
      const [year, quarter] = b.split(" Q");
      return quarter ? { after: `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-00`, before: `${year}-${String(quarter * 3).padStart(2, "0")}-32` } : { after: `${year}-00`, before: `${year}-99` };
    };
    const names = there.map((b) => (b.startsWith("<") ? `~${base - 1}` : b.startsWith(">") ? `${base + 5}~` : b.replace(/^\d\d(\d\d) Q(\d)$/, K.lang === "ko" ? "’$1 $2Q" : "’$1 Q$2")));
    const projects = new Map();
    for (const r of rows) {
      if (!projects.has(r.project_name)) projects.set(r.project_name, new Map());
      const of = projects.get(r.project_name);
      of.set(bucket(r.due_on), (of.get(bucket(r.due_on)) || 0) + 1);
    }
    const list = [...projects].sort((a, b) => [...b[1].values()].reduce((x, y) => x + y) - [...a[1].values()].reduce((x, y) => x + y));
    const counts = (of) => there.map((b) => of.get(b) || 0);
    return K.figure({
      title: K.t("chart_due"), note: K.t("chart_due_note"), wide: true,
      draw: (width) => K.dots(width, {
        title: K.t("chart_due"), columns: names, description: list.map(([name, of]) => `${name}: ${there.map((b, k) => of.get(b) && `${names[k]} ${of.get(b)}`).filter(Boolean).join(", ")}`).join("; "),
        rows: list.slice(0, 16).map(([name, of]) => ({ name, counts: counts(of), hrefs: there.map((b) => K.route.to("facts", { family: "milestone", project: idOf(name), due: "1", ...bounds(b) })) })),
      }),
      table: K.figures(K.t("chart_due"), [K.t("project"), ...names], list.map(([name, of]) => [name, ...counts(of).map((v) => v || "")])),
    });
  };

  const dueNext = (params) => {
    const rows = S.tables.due_next.filter((r) => inScope(r, params));
    if (!rows.length) return null;
    const item = (r) => K.el("li", {},
      K.el("time", { datetime: r.due_on }, `~${r.due_on.replaceAll("-", ".")}`),
      K.link(K.route.fact(r.milestone_id), {}, K.ko(r.description)), K.ko(r.project_name, "span", { class: "note" }));
    return K.el("section", { class: "card" }, K.el("h2", {}, K.t("due_next")), K.el("p", { class: "note" }, K.t("due_next_note")),
      K.el("ol", { class: "due" }, rows.slice(0, SOON).map(item)),
      rows.length > SOON && K.el("details", {}, K.el("summary", {}, K.t("show_more", K.number(rows.length - SOON))), K.el("ol", { class: "due" }, rows.slice(SOON).map(item))));
  };

  const TIERS = ["headline", "activity", "context"];
  const pairs = (params) => {
    const rows = S.tables.targets_with_baselines.filter((r) => inScope(r, params)).sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
    if (!rows.length) return null;
    const item = (r) => K.el("li", {}, K.link(K.route.fact(r.target_kpi_id), {},
      K.ko(r.indicator, "span", { class: "pair-name" }),
      K.el("span", { class: "pair" },
        K.el("span", {}, K.ko(r.baseline_printed, "b"), K.el("small", {}, r.baseline_year || K.t("now"))),
        K.slope(r.baseline, r.target, r.unit === "rank"),
        K.el("span", {}, K.ko(r.target_printed, "b"), K.el("small", {}, r.target_year || ""))),
      K.ko(r.project_name, "span", { class: "note" })));
    return K.el("section", { class: "card wide" }, K.el("h2", {}, K.t("chart_pairs")), K.el("p", { class: "note" }, K.t("chart_pairs_note")),
      K.el("ul", { class: "pairs" }, rows.slice(0, MANY).map(item)),
      rows.length > MANY && K.el("details", {}, K.el("summary", {}, K.t("show_more", K.number(rows.length - MANY))), K.el("ul", { class: "pairs" }, rows.slice(MANY).map(item))),
      K.figures(K.t("chart_pairs"), [K.t("subject"), K.t("project"), K.t("baseline"), K.t("target")],
        rows.map((r) => [r.indicator, r.project_name, `${r.baseline_printed} (${r.baseline_year || K.t("now")})`, `${r.target_printed} (${r.target_year || ""})`])));
  };

  K.coverage = (params) => {
    const rows = S.tables.coverage.filter((c) => !params.round || S.documents.get(c.document_id)?.round_id === params.round);
    const parts = ["in_facts", "context", "review_queue"];
    const classes = ["c-facts", "c-context", "c-review"];
    const list = ["money", "quantity", "date"].map((family) => {
      const of = rows.filter((c) => c.family === family);
      return { family, name: K.t(family), read: of.reduce((a, c) => a + c.mentions_read, 0), parts: parts.map((p) => of.reduce((a, c) => a + c[p], 0)) };
    }).filter((r) => r.read);
    const said = (r) => r.parts.map((v, i) => v && `${K.t(parts[i])} ${K.number(v)}`).filter(Boolean).join(" · ");
    return K.figure({
      title: K.t("chart_coverage"), note: K.t("chart_coverage_note"), legend: K.legend(parts.map(K.t), classes),
      draw: (width) => K.shares(width, {
        title: K.t("chart_coverage"), description: list.map((r) => `${r.name}: ${said(r)}`).join("; "), classes,
        rows: list.map((r) => ({ name: `${r.name} ${K.number(r.read)}`, parts: r.parts, said: width < 420 ? "" : said(r) })),
      }),
      table: K.figures(K.t("chart_coverage"), [K.t("family"), K.t("mentions_read"), ...parts.map(K.t)], list.map((r) => [r.name, K.number(r.read), ...r.parts.map((v) => K.number(v))])),
    });
  };

  K.views.overview = (params, redraw) => {
    const documents = K.data.documents.filter((d) => !params.round || d.round_id === params.round);
    const isOne = documents.length === 1;
    return {
      title: K.t("overview"),
      body: [
        K.el("section", { class: "hero" },
          isOne ? K.ko(documents[0].title || documents[0].file_name, "h1") : K.el("h1", {}, K.t("n_plans", K.number(documents.length))),
          K.el("p", { class: "lead" }, K.t("lead_in"))),
        K.filters(params, redraw, { families: null }),
        tiles(params),
        K.el("div", { class: "cards" }, money(params, redraw), due(params), dueNext(params), K.coverage(params), pairs(params)),
        K.el("section", { class: "documents" }, K.el("h2", { class: "section" }, K.t("documents")), documents.map(documentCard)),
      ],
    };
  };
})();
