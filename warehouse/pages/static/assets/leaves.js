"use strict";
/* The documents page by page: small pictures of all, and one page with everything that was read on it. */
(() => {
  const S = K.store;

  K.views.leaves = (params, redraw) => {
    const document = S.documents.get(params.doc) || K.data.documents.find((d) => !params.round || d.round_id === params.round) || K.data.documents[0];
    const choose = K.data.documents.length > 1 ? K.el("label", { class: "choose" }, K.el("span", {}, K.t("document")), " ",
      K.el("select", { id: "doc", onchange: (e) => redraw({ doc: e.target.value }, "#doc") }, K.data.documents.map((d) => K.el("option", { value: d.document_id, selected: d === document, lang: "ko" }, d.title || d.file_name)))) : null;
    const leaf = (page, i) => {
      const n = S.onPage(document.document_id, i + 1).length;
      return K.el("li", {}, K.link(K.route.page(document.document_id, i + 1), {},
        K.el("span", { class: "leaf", style: { aspectRatio: `${page[0]} / ${page[1]}` } },
          page[4] ? K.el("img", { src: `pages/${page[4]}`, alt: "", loading: "lazy", decoding: "async", width: Math.round(page[0]), height: Math.round(page[1]) }) : K.el("span", { class: "note" }, page[2])),
        K.el("span", {}, K.t("page_n", i + 1)), K.el("span", { class: "note" }, n ? K.t("n_facts", n) : "–")));
    };
    return {
      title: K.t("leaves_title"),
      body: [
        K.el("h1", {}, K.t("leaves_title")), K.el("p", { class: "lead" }, K.t("leaves_lead")),
        document ? [choose, K.ko(document.title || document.file_name, "h2", { class: "section" }),
          !document.has_pdf && K.el("p", { class: "missing" }, K.t("no_pdf", document.file_name)),
          K.el("ol", { class: "leaves" }, document.pages.map(leaf))] : K.el("p", { class: "empty" }, K.t("nothing_here")),
      ],
    };
  };

  K.views.leaf = (params) => {
    const [id, number] = params.page.split(":");
    const document = S.documents.get(id);
    const n = Number(number);
    if (!document || !Number.isInteger(n) || n < 1 || n > document.pages.length) {
      return { title: K.t("leaves_title"), body: [K.el("p", { class: "missing", role: "alert" }, K.t("unknown_page", params.page)), K.link(K.route.href({ view: "leaves" }), {}, K.t("leaves_title"))] };
    }
    const facts = S.onPage(id, n);
    const step = (to, key, sign) => (to >= 1 && to <= document.pages.length ? K.link(K.route.page(id, to), { class: "step", "aria-label": K.t(key), title: K.t(key) }, sign) : K.el("span", { class: "step off", "aria-hidden": "true" }, sign));
    return {
      title: `${K.t("page_n", n)} · ${document.title || document.file_name}`,
      body: [
        K.el("div", { class: "fact-top" }, K.link(K.route.href({ view: "leaves", doc: id }), { class: "back" }, `← ${K.t("leaves_title")}`),
          K.el("span", { class: "steps" }, step(n - 1, "previous_page", "‹"), K.el("span", { class: "note" }, K.t("of_pages", n, document.pages.length)), step(n + 1, "next_page", "›"))),
        K.el("div", { class: "fact" },
          K.el("article", { class: "fact-said" }, K.ko(document.title || document.file_name, "p", { class: "over" }), K.el("h1", {}, K.t("page_n", n))),
          K.el("div", { class: "fact-page" }, K.viewer({ document, pageNo: n, others: facts, eager: true })),
          K.el("div", { class: "fact-more" }, K.el("h2", {}, `${K.t("on_this_page")} (${K.number(facts.length)})`),
            facts.length ? K.el("ul", { class: "page-facts" }, facts.map((f) => K.el("li", {}, K.el("span", { class: `badge ${f.family}` }, f.family === "review" ? K.t("review") : K.t(f.family)), " ", K.link(K.route.fact(f.id), {}, K.ko(f.subject)), " ", f.figure && K.ko(f.figure, "b"), " ", K.el("span", { class: "note" }, K.period(f.start, f.end))))) : K.el("p", { class: "empty" }, K.t("nothing_here")))),
      ],
    };
  };
})();
