"use strict";
/* A page's picture with words marked on it. Boxes are points from the page's top left, drawn in per cent of the page, so
   that they stay on their words at any size. */
(() => {
  const STEPS = [1, 1.35, 1.8, 2.4, 3.2];
  const LEGIBLE = 1.3; // pixels a point below which a page is shown larger than its frame, and scrolled

  const place = (box, page) => {
    const [x0, top, x1, bottom] = box;
    const [width, height] = page;
    const part = (v, whole) => `${((100 * v) / whole).toFixed(3)}%`;
    return { left: part(x0, width), top: part(top, height), width: part(x1 - x0, width), height: part(bottom - top, height) };
  };

  const missing = (document, page) =>
    K.el("p", { class: "missing" }, !document.has_pdf ? K.t("no_pdf", document.file_name) : K.t("no_picture", page[5] || page[3] || page[2]));

  /* options: document, pageNo, lines (boxes), figure (box), label, others: [fact …] */
  K.viewer = ({ document, pageNo, lines = [], figure, label, others = [], eager }) => {
    const page = document.pages[pageNo - 1];
    if (!page || !page[4]) return K.el("div", { class: "viewer" }, missing(document, page || []));
    const mark = (box, kind) => K.el("div", { class: `mark ${kind}`, style: place(box, page), "aria-hidden": "true" });
    const main = lines.map((box) => mark(box, "words"));
    const figureMark = figure ? mark(figure, "figure") : null;
    const other = others.flatMap((fact) => K.store.lines(fact).map((box, i) =>
      K.link(K.route.fact(fact.id), { class: `mark other ${fact.family}`, style: place(box, page), title: `${fact.subject} ${fact.figure}`.trim(), tabindex: i ? "-1" : null, "aria-hidden": i ? "true" : null, "aria-label": `${fact.subject} ${fact.figure}`.trim() })));
    const sheet = K.el("div", { class: "sheet", style: { aspectRatio: `${page[0]} / ${page[1]}` } },
      K.el("img", {
        src: `pages/${page[4]}`, width: Math.round(page[0] * 2), height: Math.round(page[1] * 2), decoding: "async", loading: eager ? "eager" : "lazy", draggable: "false",
        alt: [K.t("picture_of", pageNo, document.title || document.file_name), label && K.t("words_marked", label)].filter(Boolean).join(". "),
      }),
      other, main, figureMark);
    const scroller = K.el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": K.t("page_region") }, sheet);
    let step = 0;

    const toWords = () => {
      if (!main.length) return;
      const around = (marks) => [Math.min(...marks.map((m) => m.offsetLeft)), Math.min(...marks.map((m) => m.offsetTop)),
        Math.max(...marks.map((m) => m.offsetLeft + m.offsetWidth)), Math.max(...marks.map((m) => m.offsetTop + m.offsetHeight))];
      const words = around(main);
      const fits = (k, room) => words[k + 2] - words[k] + 24 <= room;
      const point = figureMark ? around([figureMark]) : [words[0], words[1], words[0] + scroller.clientWidth - 24, words[3]];
      const middle = (k, room) => { // of the words where they fit, else of their figure, else their beginning
        const [from, , to] = (fits(k, room) ? words : point).slice(k);
        return (from + to - room) / 2;
      };
      scroller.scrollTo({ left: middle(0, scroller.clientWidth), top: middle(1, scroller.clientHeight) });
    };
    const zoom = (to) => {
      step = Math.min(STEPS.length - 1, Math.max(0, to));
      sheet.style.width = `${100 * STEPS[step]}%`;
      larger.disabled = step === STEPS.length - 1;
      smaller.disabled = step === 0;
      toWords();
    };
    const button = (key, sign, go) => K.el("button", { type: "button", class: "tool", "aria-label": K.t(key), title: K.t(key), onclick: go }, sign);
    const smaller = button("zoom_out", "−", () => zoom(step - 1));
    const larger = button("zoom_in", "+", () => zoom(step + 1));
    const bar = K.el("div", { class: "viewer-bar" },
      K.link(K.route.page(document.document_id, pageNo), { class: "page-no" }, K.t("page_of", pageNo, document.pages.length)),
      K.el("span", { class: "tools" }, smaller, larger, button("zoom_fit", "↔", () => zoom(0)), lines.length ? button("to_words", "◎", toWords) : null));

    /* The first look: as large as letters need to be read, at the words. */
    let seen = false;
    new ResizeObserver(() => {
      if (seen || !scroller.clientWidth) return;
      seen = true;
      const first = STEPS.findIndex((s) => (scroller.clientWidth * s) / page[0] >= LEGIBLE);
      zoom(lines.length ? (first < 0 ? STEPS.length - 1 : first) : 0);
    }).observe(scroller);
    return K.el("div", { class: "viewer" }, bar, scroller);
  };
})();
