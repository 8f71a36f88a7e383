"use strict";
/* How sure it all is: coverage, the rules of the gate, what could not be read, the build, and other tools' reports. */
(() => {
  const S = K.store;
  const outcome = (r) => K.el("span", { class: r.outcome === "held" ? "sure" : "unsure" }, r.outcome === "held" ? "✓ " : "✗ ", K.t(`out_${r.outcome}`).replace(/^out_/, ""));

  const reports = () => {
    const line = (name) => K.el("li", {}, K.data.reports[name]
      ? K.link(`${name}/index.html`, { id: `to-${name}` }, K.t(name))
      : [K.t(name), K.el("span", { class: "note" }, ` — ${K.t(`${name}_missing`)}`)]);
    return K.el("section", { class: "card" }, K.el("h2", {}, K.t("reports")), K.el("ul", {}, line("data_docs"), line("dbt_docs")), K.el("p", { class: "note" }, K.t("report_note")));
  };

  const build = () => {
    const b = K.data.build;
    const row = (name, value, note) => [K.el("dt", {}, name), K.el("dd", {}, K.el("code", {}, value), note && K.el("span", { class: "note" }, ` ${note}`))];
    return K.el("section", { class: "card wide" }, K.el("h2", {}, K.t("build")), K.el("dl", { class: "where" },
      row(K.t("build"), b.build_id), row(K.t("version"), `kplan ${b.version}`), row(K.t("reader"), b.reader_version), row(K.t("built_at"), b.built_at),
      row(K.t("fingerprint"), b.fingerprint, K.t("fingerprint_note")), S.tables.inputs.map((i) => row("SHA-256", i.sha256, i.file_name))));
  };

  K.views.quality = (params, redraw) => {
    const rules = S.tables.rules;
    const held = rules.filter((r) => r.outcome === "held").length;
    const rank = { error: 0, failed: 1, held: 2 };
    const columns = [
      { key: "outcome", head: K.t("outcome"), short: true, sort: (r) => rank[r.outcome], cell: outcome },
      { key: "table", head: K.t("table"), sort: (r) => `${r.stage} ${r.table_name}`, cell: (r) => K.el("code", {}, r.table_name.includes(".") ? r.table_name : `${r.stage}.${r.table_name}`) },
      { key: "rule", head: K.t("rule"), wide: true, sort: (r) => K.inWords(r.meaning), cell: (r) => [K.said(r.meaning), r.message && K.el("span", { class: "quote-line" }, K.said(r.message))] },
      { key: "severity", head: K.t("severity"), sort: (r) => r.severity, cell: (r) => K.t(`sev_${r.severity}`) },
      { key: "checked", head: K.t("rows_checked"), number: true, sort: (r) => r.rows_checked, cell: (r) => K.number(r.rows_checked) },
      { key: "failed", head: K.t("rows_failed"), number: true, sort: (r) => r.rows_failed, cell: (r) => K.number(r.rows_failed) },
    ];
    const at = params.sort ? params : { ...params, sort: "outcome" };
    const outcomes = S.tables.outcomes;
    return {
      title: K.t("quality_title"),
      body: [
        K.el("h1", {}, K.t("quality_title")), K.el("p", { class: "lead" }, K.t("quality_lead")),
        K.el("div", { class: "cards" }, K.coverage(params), reports(), build()),
        K.el("section", {}, K.el("h2", { class: "section" }, K.t("outcomes")),
          outcomes.length ? K.el("ul", { class: "outcomes" }, outcomes.slice(0, 200).map((o) => K.el("li", {}, o.page_no && S.documents.has(o.document_id) && [K.link(K.route.page(o.document_id, o.page_no), {}, K.t("page_n", o.page_no)), " "], o.reason ? K.said(o.reason) : [K.ko(o.file_name), " ", K.said(o.outcome)]))) : K.el("p", { class: "empty good" }, K.t("outcomes_empty"))),
        K.el("section", {}, K.el("h2", { class: "section" }, K.t("rules")), K.el("p", { class: "count" }, K.t("n_of_rows", K.number(held), K.number(rules.length)), " ", K.t("out_held")),
          K.table({ id: "rules", caption: K.t("rules"), columns, rows: rules, at, change: redraw })),
      ],
    };
  };
})();
