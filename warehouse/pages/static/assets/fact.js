"use strict";
/* One fact: what it says, where it says it, and the page with the words marked. A review row is shown the same way. */
(() => {
  const S = K.store;

  const said = (fact) => {
    if (fact.family === "milestone") return null;
    const low = fact.row.value_low, high = fact.row.value_high;
    if (low !== null && low !== undefined && high !== null && high !== undefined) return `${K.measure(low, fact.unit)} – ${K.measure(high, fact.unit)}`;
    return K.measure(fact.value, fact.unit);
  };

  const tags = (fact) => {
    const r = fact.row;
    const list = fact.family === "review" ? [] : [K.say(fact.kind)];
    if (fact.family === "budget") list.push(K.say(r.instrument), r.role && K.say(r.role), r.status && K.say(r.status), r.fund_source && K.say(r.fund_source), r.budget_stage && K.say(r.budget_stage), r.is_new && K.t("new_"), K.t(r.is_additive ? "additive" : "not_additive"));
    if (fact.family === "kpi") list.push(r.tier && (r.tier === "context" ? K.t("context") : K.say(r.tier)));
    if (fact.family === "milestone") list.push(r.is_ongoing && K.t("ongoing"));
    if (r.stated_in) list.push(K.say(r.stated_in));
    if (fact.isRepeated) list.push(K.t("repeated"));
    return K.el("ul", { class: "tags" }, [...new Set(list.filter(Boolean))].map((t) => K.el("li", { class: "tag" }, t)));
  };

  /* The quote with its figure set off, if it stands in it once. */
  const quote = (fact) => {
    const at = fact.figure ? fact.quote.indexOf(fact.figure) : -1;
    const once = at >= 0 && fact.quote.indexOf(fact.figure, at + 1) < 0;
    return K.el("blockquote", { lang: "ko", id: "quote" }, once ? [fact.quote.slice(0, at), K.el("mark", {}, fact.figure), fact.quote.slice(at + fact.figure.length)] : fact.quote);
  };

  /* What a citation needs: document, round, page, words, key, and the build it was read by. */
  const citation = (fact, document) => {
    const { version, fingerprint } = K.data.build;
    const isServed = location.protocol.startsWith("http");
    const where = isServed ? location.href.replace(/#.*$/, K.route.fact(fact.id)) : K.route.fact(fact.id);
    const round = [fact.round, document.published_on].filter(Boolean).join(", ");
    const issuer = document.issuer ? `${document.issuer}, ` : "";
    const title = document.title || document.file_name;
    const restated = document.is_restated ? ` [${K.t("restated")}]` : "";
    return K.lang === "ko"
      ? `${issuer}「${title}」${restated} (${round}), ${fact.page}쪽: “${fact.quote}” kplan ${version}, 지문 ${fingerprint}, ${where}`
      : `${issuer}“${title}”${restated} (${round}), p. ${fact.page}: “${fact.quote}” kplan ${version}, fingerprint ${fingerprint}, ${where}`;
  };

  const cite = (fact, document) => {
    const text = citation(fact, document);
    const box = K.el("textarea", { readonly: true, rows: "4", id: "citation", "aria-label": K.t("citation"), lang: "ko" });
    box.value = text;
    const answer = K.el("span", { class: "note", id: "copied" });
    const tell = (key) => {
      answer.textContent = K.t(key);
      K.announce(K.t(key));
    };
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text);
        tell("copied");
      } catch {
        box.select(); // where a browser does not let a page from disk write to the clipboard
        tell(window.document.execCommand("copy") ? "copied" : "copy_failed");
      }
    };
    return K.el("section", { class: "cite" }, K.el("div", { class: "cite-row" }, K.el("button", { type: "button", class: "main-button", id: "cite", onclick: copy }, K.t("cite")), answer), box);
  };

  const cell = (value) => (Array.isArray(value) ? value.join(", ") : typeof value === "boolean" ? String(value) : typeof value === "number" ? String(value) : value);
  const martRow = (fact) => {
    const meanings = K.data.meanings[fact.table] || {};
    const names = Object.keys(fact.row);
    const isEmpty = (n) => fact.row[n] === null || fact.row[n] === undefined;
    const line = (n) => K.el("tr", {}, K.el("th", { scope: "row" }, K.el("code", {}, n)), K.el("td", {}, K.ko(isEmpty(n) ? "" : cell(fact.row[n]), "span", { class: "cell" }), meanings[n] && K.el("span", { class: "meaning" }, meanings[n][K.lang === "ko" ? 0 : 1])));
    const empty = names.filter(isEmpty);
    return K.el("section", {}, K.el("h2", {}, K.t("mart_row")), K.el("p", { class: "note" }, K.t("mart_row_note", `marts.${fact.table}`, empty.length)),
      K.el("table", { class: "mart", id: "mart-row" }, K.el("caption", { class: "unseen" }, K.t("mart_row")), K.el("tbody", {}, names.filter((n) => !isEmpty(n)).map(line))),
      empty.length ? K.el("details", {}, K.el("summary", {}, `${K.t("empty_columns")} (${empty.length})`), K.el("table", { class: "mart" }, K.el("tbody", {}, empty.map(line)))) : null,
      K.el("p", { class: "note" }, K.t("command_hint"), ": ", K.el("code", {}, fact.family === "review" ? `kplan review ${fact.id}` : `kplan explain ${fact.id}`)));
  };

  const related = (fact) => {
    const found = S.related(fact);
    if (!found.length) return null;
    return K.el("section", {}, K.el("h2", {}, K.t("related")), K.el("ul", { class: "related" }, found.map(([other, how]) =>
      K.el("li", {}, K.el("span", { class: "note" }, how), " ", K.link(K.route.fact(other.id), {}, K.ko(other.subject)), " ", other.figure && K.ko(other.figure, "b"), " ", K.period(other.start, other.end), " ", K.el("span", { class: "note" }, K.t("page_n", other.page))))));
  };

  const neighbours = (fact) => {
    const ids = K.lastList && K.lastList.ids.includes(fact.id) ? K.lastList.ids : (fact.family === "review" ? S.review : S.facts).map((f) => f.id);
    const at = ids.indexOf(fact.id);
    const to = (id, key, sign) => (id ? K.link(K.route.fact(id), { class: "step", "aria-label": K.t(key), title: K.t(key) }, sign) : K.el("span", { class: "step off", "aria-hidden": "true" }, sign));
    return K.el("span", { class: "steps" }, to(ids[at - 1], "previous_fact", "‹"), K.el("span", { class: "note" }, K.t("of_pages", K.number(at + 1), K.number(ids.length))), to(ids[at + 1], "next_fact", "›"));
  };

  K.views.fact = (params, redraw) => {
    const fact = S.byId.get(params.fact);
    if (!fact) {
      const lost = K.views.facts({}, (more) => { location.hash = K.route.href({ view: "facts", ...more }); });
      return { title: K.t("fact"), body: [K.el("div", { class: "missing", role: "alert" }, K.el("p", {}, K.t("unknown_fact", params.fact)), K.el("p", {}, K.t("unknown_note"))), lost.body] };
    }
    const document = S.documents.get(fact.document);
    const reread = S.figureBox(fact)?.[4];
    const headings = S.headings(fact);
    const isReview = fact.family === "review";
    const others = S.onPage(fact.document, fact.page).filter((f) => f !== fact);
    const withOthers = K.remembered("others") === "1";
    const picture = K.el("div", {});
    const show = (all) => picture.replaceChildren(fact.page ? K.viewer({ document, pageNo: fact.page, lines: S.lines(fact), figure: S.figureBox(fact)?.slice(0, 4), label: fact.quote, others: all ? others : [], eager: true }) : K.el("p", { class: "missing" }, K.t("no_place")));
    show(withOthers);
    const back = isReview ? K.link(K.route.href({ view: "review" }), { class: "back" }, `← ${K.t("back_to_review")}`) : K.link(K.lastList?.href || K.route.href({ view: "facts" }), { class: "back" }, `← ${K.t("back_to_facts")}`);
    const row = (name, ...what) => [K.el("dt", {}, name), K.el("dd", {}, what)];
    return {
      title: fact.subject,
      body: [
        K.el("div", { class: "fact-top" }, back, neighbours(fact)),
        K.el("div", { class: "fact" },
          K.el("article", { class: "fact-said" },
            K.el("p", { class: "over" }, K.el("span", { class: `badge ${fact.family}` }, isReview ? K.t("review") : K.t(fact.family)), fact.projectName && K.ko(fact.projectName)),
            K.ko(fact.subject, "h1"),
            fact.figure && K.el("p", { class: "big" }, K.ko(fact.figure, "strong"), said(fact) && K.el("span", { class: "note" }, `= ${said(fact)}`)),
            K.period(fact.start, fact.end) && K.el("p", { class: "when" }, K.period(fact.start, fact.end)),
            tags(fact), quote(fact),
            reread === true ? K.el("p", { class: "sure" }, "✓ ", K.t("reread_yes")) : reread === false ? K.el("p", { class: "unsure" }, "! ", K.t("reread_no")) : null),
          K.el("div", { class: "fact-page" }, picture,
            others.length && document.pages[fact.page - 1]?.[4] ? K.el("label", { class: "check" }, K.el("input", { type: "checkbox", id: "others", checked: withOthers, onchange: (e) => { K.remembered("others", e.target.checked ? "1" : "0"); show(e.target.checked); } }), `${K.t("show_others")} (${K.number(others.length)})`) : null),
          K.el("div", { class: "fact-more" },
            K.el("dl", { class: "where" },
              row(K.t("said_where"), K.ko(document.title || document.file_name), document.is_restated && [" ", K.el("span", { class: "tag" }, K.t("restated"))], !document.is_current && [" ", K.el("span", { class: "tag" }, K.t("older"))], ", ", K.link(K.route.page(fact.document, fact.page), {}, K.t("page_n", fact.page))),
              fact.round && row(K.t("round"), K.ko(S.roundName(fact.round))),
              isReview && row(K.t("reason"), K.said(fact.kind)),
              headings.length ? row(K.t("stands_under"), K.el("ol", { class: "crumbs", lang: "ko" }, headings.map((h) => K.el("li", {}, h)))) : null),
            cite(fact, document), related(fact), martRow(fact))),
      ],
    };
  };
})();
