"use strict";
/* What changed between consecutive rounds and between editions of a round, each side beside the words it was read from. */
(() => {
  const S = K.store;
  const SIGNS = { added: "+", dropped: "−", raised: "↑", lowered: "↓", rescheduled: "→", renamed: "~", restated: "=" };
  const FEW = 4; // pairs of documents that are named above the table; more stand in the list to choose from only
  const FAMILIES = ["budget", "kpi", "milestone", "project"];

  const bare = (text) => text.replace(/\s/g, "");
  const pairOf = (r) => `${r.from_document_id}:${r.to_document_id}`;
  const compared = (r) => (r.scope === "edition" ? K.t("editions_of", r.to_round_id) : `${r.from_round_id} → ${r.to_round_id}`);
  const file = (id) => S.documents.get(id)?.file_name || id;
  const pairName = (pair) => (pair.scope === "edition" ? `${compared(pair)}: ${file(pair.from_document_id)} → ${file(pair.to_document_id)}` : compared(pair));

  const isPartOrWhole = (r) => ["split_into_parts", "merged_from_parts"].includes(r.rule);
  const name = (r) => (r.old_what && r.new_what && r.old_what !== r.new_what && (r.change === "renamed" || r.family === "milestone" || isPartOrWhole(r)) ? `${r.old_what} → ${r.new_what}` : r.what);

  /* One side of a change: its figure and period, its words as the way to the fact, and where they are printed. */
  const side = (r, which) => {
    const [quote, page, key] = [r[`${which}_quote`], r[`${which}_page_no`], r[`${which}_key`]];
    if (quote === null && page === null) return K.el("span", { class: "note" }, "–");
    const [document, round] = which === "old" ? [r.from_document_id, r.from_round_id] : [r.to_document_id, r.to_round_id];
    const printed = r[`${which}_printed`];
    const measured = r.family === "milestone" ? "" : K.measure(r[`${which}_value`], r.unit);
    const period = K.period(r[`${which}_period_start`], r[`${which}_period_end`]);
    const href = S.byId.has(key) ? K.route.fact(key) : K.route.page(document, page);
    return [
      printed && K.el("span", { class: "side-figure" }, K.ko(printed, "b"), measured && bare(measured) !== bare(printed) && K.el("span", { class: "note" }, ` = ${measured}`)),
      period && (r.family === "milestone" ? K.el("b", { class: "side-figure" }, period) : K.el("span", { class: "side-figure note" }, period)),
      K.link(href, { class: "side-quote" }, K.ko(quote || K.t("page_n", page))),
      K.el("span", { class: "side-figure note", title: S.documents.get(document)?.title || "" }, `${round}, ${K.t("page_n", page)} `,
        S.documents.get(document)?.is_restated && K.el("span", { class: "tag" }, K.t("restated"))),
    ];
  };

  /* How much was added or taken away; what is only told in another way has no such figure. */
  const step = (r) => (["raised", "lowered"].includes(r.change) ? r.new_value - r.old_value : null);
  const difference = (r) => {
    const delta = step(r);
    if (delta === null) return "–";
    const sign = delta < 0 ? "−" : "+";
    const unit = r.unit === "percent" ? "percent_point" : r.unit;
    const size = unit === "rank" ? K.number(Math.abs(delta)) : K.measure(Math.abs(delta), unit);
    const share = r.old_value && !["percent", "percent_point", "rank"].includes(r.unit) ? `${sign}${K.number(Math.abs((100 * delta) / r.old_value), 1)}%` : null;
    return [K.el("b", {}, `${sign}${size}`), share && K.el("span", { class: "side-figure note" }, share)];
  };

  const COLUMNS = () => [
    { key: "change", head: K.t("kind_of_change"), short: true, sort: (r) => K.inWords(r.change), cell: (r) => K.el("span", { class: `change ${r.change}` }, K.el("span", { "aria-hidden": "true" }, `${SIGNS[r.change] || ""} `), K.said(r.change)) },
    { key: "what", head: K.t("subject"), wide: true, sort: (r) => r.what, cell: (r) => [
      K.ko(name(r), "b"), K.ko(S.project(r.project_id), "span", { class: "side-figure note" }),
      K.el("span", { class: `badge ${r.family}` }, K.t(r.family)), " ", K.el("span", { class: "tag" }, compared(r))] },
    { key: "old", head: K.t("before_"), medium: true, sort: (r) => r.old_value ?? r.old_period_end ?? r.old_period_start, cell: (r) => side(r, "old") },
    { key: "new", head: K.t("after_"), medium: true, sort: (r) => r.new_value ?? r.new_period_end ?? r.new_period_start, cell: (r) => side(r, "new") },
    { key: "difference", head: K.t("difference"), number: true, sort: step, cell: difference },
    { key: "rule", head: K.t("matched_by"), sort: (r) => K.inWords(r.rule), cell: (r) => K.said(r.rule) },
  ];

  /* Why there is nothing to see: one document only, none that follow each other, or really no change. */
  const nothing = () => {
    const pairs = S.tables.compared;
    if (pairs.length) return K.t("changes_none", K.number(pairs.length));
    const documents = K.data.documents;
    return documents.length > 1 ? K.t("changes_apart", K.number(documents.length)) : K.t("changes_one", documents[0]?.round_id || "–");
  };

  K.views.changes = (params, redraw) => {
    const all = S.tables.fct_revisions;
    const ofPair = all.filter((r) =>
      (!params.round || r.from_round_id === params.round || r.to_round_id === params.round) && (!params.project || r.project_id === params.project)
      && (!params.family || r.family === params.family) && (!params.pair || pairOf(r) === params.pair));
    const rows = ofPair.filter((r) => !params.change || r.change === params.change);
    const kinds = Object.keys(SIGNS).map((c) => [c, ofPair.filter((r) => r.change === c).length]).filter(([c, n]) => n || c === params.change);
    const pairs = S.tables.compared.map((p) => [pairOf(p), pairName(p)]);
    const chooser = (key, said, options) => K.chooser(key, K.t(said), options, params, redraw);
    return {
      title: K.t("changes_title"),
      body: [
        K.el("h1", {}, K.t("changes_title")), K.el("p", { class: "lead" }, K.t("changes_lead")),
        all.length ? [
          pairs.length <= FEW && K.el("p", { class: "note", id: "compared" }, K.t("compared"), ": ", pairs.map(([, said]) => said).join("; ")),
          K.filters(params, redraw, {
            families: FAMILIES.map((f) => [f, K.t(f)]), among: all.map((r) => r.project_id),
            more: [
              chooser("change", "kind_of_change", kinds.map(([c, n]) => [c, `${K.inWords(c)} (${K.number(n)})`])),
              pairs.length > 1 ? chooser("pair", "compared", pairs) : null],
          }),
          K.el("p", { class: "count", id: "count" }, K.count(rows, all)),
          K.table({ id: "changes", caption: K.t("changes_title"), columns: COLUMNS(), rows, at: params, change: redraw, empty: K.t("nothing_here_filtered") }),
        ] : K.el("p", { class: "empty" }, nothing()),
      ],
    };
  };
})();
