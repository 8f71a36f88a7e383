"use strict";
/* Draws the view the address asks for, and the frame around it. */
(() => {
  const NAV = [["overview", "overview"], ["facts", "facts"], ["changes", "changes"], ["review", "review"], ["sums", "sums"], ["quality", "quality"], ["leaves", "leaves"]];
  const PART_OF = { fact: "facts", leaf: "leaves" };
  const main = document.getElementById("main");
  const positions = new Map(); // where each address was scrolled to, for the way back

  const frame = () => {
    document.documentElement.lang = K.lang;
    document.getElementById("skip").textContent = K.t("skip");
    const nav = document.getElementById("nav");
    const at = PART_OF[K.now.view] || K.now.view;
    const n = { review: K.store.review.length, sums: K.store.tables.reconciliation.filter((r) => !r.holds).length };
    nav.setAttribute("aria-label", K.t("nav"));
    nav.replaceChildren(...NAV.map(([view, key]) => K.link(K.route.to(view), { "aria-current": at === view ? "page" : null }, K.t(key), n[view] ? K.el("span", { class: "n" }, K.number(n[view])) : null)));
    nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const tongue = document.getElementById("tongue");
    tongue.setAttribute("aria-label", K.t("language"));
    tongue.replaceChildren(...Object.entries(K.LANGUAGES).map(([lang, name]) =>
      K.el("button", { type: "button", lang, "data-lang": lang, "aria-pressed": K.lang === lang ? "true" : "false", onclick: () => {
        K.lang = lang;
        K.remembered("language", lang);
        draw({ focus: `[data-lang="${lang}"]`, stay: true });
      } }, name)));
    const b = K.data.build;
    document.getElementById("foot").replaceChildren(K.el("p", {}, K.t("foot", b.version, b.built_at.slice(0, 10), b.fingerprint)), K.el("p", {}, K.t("foot_note")));
  };

  const draw = ({ focus, stay } = {}) => {
    K.now = K.route.parse(location.hash);
    if (!K.views[K.now.view]) K.now = { view: "overview", params: {} };
    const at = window.scrollY;
    const view = K.views[K.now.view](K.now.params, change);
    frame();
    main.replaceChildren(...[view.body].flat(Infinity).filter(Boolean));
    document.title = `${view.title} · kplan`;
    window.scrollTo(0, stay ? at : positions.get(location.hash) || 0);
    if (focus) (document.querySelector(focus) || main).focus({ preventScroll: true });
  };

  /* A filter or an order was changed: the same view, another address, and the focus where it was. */
  const change = (more, focus) => {
    K.route.replace({ ...K.now.params, view: K.now.view, ...more });
    const sort = more.sort && !focus ? `[data-sort="${more.sort}"]` : focus;
    draw({ focus: sort, stay: true });
    const count = document.getElementById("count");
    if (count) K.announce(count.textContent);
    if ("p" in more && more.p !== undefined && focus && focus.includes("data-step")) document.querySelector(".table-box")?.scrollIntoView({ block: "start" });
  };

  window.addEventListener("scroll", () => positions.set(location.hash, window.scrollY), { passive: true });
  window.addEventListener("hashchange", () => {
    draw();
    const heading = main.querySelector("h1");
    (heading || main).setAttribute("tabindex", "-1");
    (heading || main).focus({ preventScroll: true });
    K.announce(document.title);
  });
  /* The way back returns to where one was; a link leads to the top. The skip link is no address. */
  window.addEventListener("click", (e) => {
    const link = e.target.closest?.("a[href^='#']");
    if (link?.id === "skip") {
      e.preventDefault();
      main.focus();
    } else if (link) positions.delete(link.getAttribute("href"));
  });
  draw();
  performance.mark("kplan-drawn");
})();
