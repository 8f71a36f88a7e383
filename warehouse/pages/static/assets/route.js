"use strict";
/* The address says what is shown: #view=facts&family=budget&q=… · #fact=KEY · #page=DOCUMENT:NUMBER. */
K.route = {
  parse(hash) {
    const given = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")));
    const view = given.fact ? "fact" : given.page ? "leaf" : given.view || "overview";
    return { view, params: given };
  },
  href(params) {
    const said = new URLSearchParams();
    for (const [key, value] of Object.entries(params)) if (value !== null && value !== undefined && value !== "") said.set(key, value);
    return `#${said}`;
  },
  /* Another view of the same selection: round and project go along. */
  to(view, more = {}) {
    const { round, project } = K.now.params;
    return K.route.href({ view, round, project, ...more });
  },
  fact: (id) => K.route.href({ fact: id }),
  page: (document, page) => K.route.href({ page: `${document}:${page}` }),
  /* Change the address without a new entry in the history: typing in a search box is one visit. */
  replace(params) {
    const href = K.route.href(params);
    K.now = K.route.parse(href);
    history.replaceState(null, "", href);
  },
};
