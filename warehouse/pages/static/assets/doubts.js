"use strict";
/* What waits for review, and the arithmetic that documents state, computed again. */
(() => {
  const S = K.store;

  K.views.review = (params, redraw) => {
    const ofRound = S.review.filter((f) => !params.round || f.round === params.round);
    const rows = ofRound.filter((f) => (!params.family || f.row.family === params.family) && (!params.reason || f.kind === params.reason));
    const reasons = new Map();
    for (const f of ofRound) reasons.set(f.kind, (reasons.get(f.kind) || 0) + 1);
    const columns = [
      { key: "figure", head: K.t("figure"), short: true, sort: (f) => f.value, cell: (f) => K.link(K.route.fact(f.id), { class: "subject" }, K.ko(f.figure || "–", "b")) },
      { key: "quote", head: K.t("quote"), wide: true, sort: (f) => f.quote, cell: (f) => K.ko(f.quote) },
      { key: "said", head: K.t("would_have_said"), wide: true, sort: (f) => f.row.would_have_said, cell: (f) => K.ko(f.row.would_have_said || "–") },
      { key: "family", head: K.t("family"), sort: (f) => f.row.family, cell: (f) => K.say(f.row.family) },
      { key: "reason", head: K.t("reason"), medium: true, sort: (f) => K.inWords(f.kind), cell: (f) => K.said(f.kind) },
      { key: "page", head: K.t("page"), number: true, sort: (f) => f.page, cell: K.place },
    ];
    K.lastList = { href: K.route.href(params), ids: K.table.sorted(rows, columns, params).map((f) => f.id) };
    return {
      title: K.t("review_title"),
      body: [
        K.el("h1", {}, K.t("review_title")), K.el("p", { class: "lead" }, K.t("review_lead")),
        S.review.length ? [
          K.filters(params, redraw, { projects: false, families: ["money", "quantity", "date"].map((f) => [f, K.t(f)]) }),
          K.el("ul", { class: "reasons" }, [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, n]) =>
            K.el("li", {}, K.el("button", { type: "button", class: "chip", "data-reason": reason, "aria-pressed": params.reason === reason ? "true" : "false", onclick: () => redraw({ reason: params.reason === reason ? "" : reason, p: "" }, `[data-reason="${CSS.escape(reason)}"]`) }, K.said(reason), " ", K.el("b", {}, K.number(n)))))),
          K.el("p", { class: "count", id: "count" }, K.count(rows, S.review)),
          K.table({ id: "review", caption: K.t("review_title"), columns, rows, at: params, change: redraw, empty: K.t("nothing_here_filtered") }),
        ] : K.el("p", { class: "empty good" }, K.t("review_empty")),
      ],
    };
  };

  const outcome = (r) => K.el("span", { class: r.holds ? "sure" : "unsure" }, r.holds ? "✓ " : "✗ ", K.t(r.holds ? "holds" : "fails"), r.is_partial && K.el("span", { class: "tag" }, K.t("partial")));
  K.views.sums = (params, redraw) => {
    const all = S.tables.reconciliation.filter((r) => {
      const fact = S.byId.get(r.subject_id);
      return (!params.round || S.documents.get(r.document_id)?.round_id === params.round) && (!params.project || fact?.project === params.project) && (!params.family || fact?.family === params.family);
    });
    const rows = params.failing ? all.filter((r) => !r.holds) : all;
    const columns = [
      { key: "outcome", head: K.t("outcome"), short: true, sort: (r) => Number(r.holds), cell: outcome },
      { key: "subject", head: K.t("subject"), wide: true, sort: (r) => r.subject, cell: (r) => {
        const fact = S.byId.get(r.subject_id);
        return [K.link(fact ? K.route.fact(fact.id) : K.route.page(r.document_id, r.page_no), { class: "subject" }, K.ko(r.subject || r.quote || "–")), K.ko(r.quote || "", "span", { class: "quote-line" })];
      } },
      { key: "relation", head: K.t("relation"), medium: true, sort: (r) => K.t(r.relation), cell: (r) => K.t(r.relation) },
      { key: "printed", head: K.t("printed"), number: true, sort: (r) => r.printed, cell: (r) => K.measure(r.printed, r.unit) },
      { key: "computed", head: K.t("computed"), number: true, sort: (r) => r.computed, cell: (r) => K.measure(r.computed, r.unit) },
      { key: "difference", head: K.t("difference"), number: true, sort: (r) => r.computed - r.printed, cell: (r) => (r.computed === r.printed ? "0" : K.measure(r.computed - r.printed, r.unit)) },
      { key: "tolerance", head: K.t("tolerance"), number: true, sort: (r) => r.tolerance, cell: (r) => K.measure(r.tolerance, r.unit) },
      { key: "page", head: K.t("page"), number: true, sort: (r) => r.page_no, cell: (r) => K.place({ document: r.document_id, page: r.page_no }) },
    ];
    return {
      title: K.t("sums_title"),
      body: [
        K.el("h1", {}, K.t("sums_title")), K.el("p", { class: "lead" }, K.t("sums_lead")),
        S.tables.reconciliation.length ? [
          K.filters(params, redraw, {
            families: [["budget", K.t("budget")], ["kpi", K.t("kpi")]],
            more: K.el("label", { class: "check" }, K.el("input", { type: "checkbox", id: "failing", checked: Boolean(params.failing), onchange: (e) => redraw({ failing: e.target.checked ? "1" : "", p: "" }, "#failing") }), K.t("only_failing")),
          }),
          K.el("p", { class: "count", id: "count" }, K.count(rows, S.tables.reconciliation)),
          K.table({ id: "sums", caption: K.t("sums_title"), columns, rows, at: params, change: redraw, empty: K.t("nothing_here_filtered") }),
        ] : K.el("p", { class: "empty" }, K.t("sums_empty")),
      ],
    };
  };
})();
