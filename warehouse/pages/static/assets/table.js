"use strict";
/* A table that sorts by its heads, shows some rows at a time, and becomes a list of cards on a narrow screen.
   columns: {key, head, cell(row), sort(row)?, wide?, number?}; at: {sort, dir, p} as in the address. */
(() => {
  const PER_PAGE = 50;
  const orders = () => new Intl.Collator(K.lang, { numeric: true });

  const sorted = (rows, columns, at) => {
    const column = columns.find((c) => c.key === at.sort && c.sort);
    if (!column) return rows;
    const compare = orders().compare;
    const sign = at.dir === "desc" ? -1 : 1;
    return rows.map((row, i) => [column.sort(row), i, row]).sort(([a, i], [b, j]) => {
      const noA = a === null || a === undefined || a === "";
      const noB = b === null || b === undefined || b === "";
      if (noA || noB) return noA - noB || i - j; // what has no value comes last either way
      return sign * (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b))) || i - j;
    }).map(([, , row]) => row);
  };

  const head = (column, at, change) => {
    const isSorted = at.sort === column.key;
    const direction = isSorted ? (at.dir === "desc" ? "descending" : "ascending") : null;
    const inside = column.sort
      ? K.el("button", { type: "button", class: "sort", "data-sort": column.key, onclick: () => change({ sort: column.key, dir: isSorted && at.dir !== "desc" ? "desc" : "", p: "" }) },
        column.head, K.el("span", { class: "arrow", "aria-hidden": "true" }, direction ? (direction === "ascending" ? "▲" : "▼") : "△"))
      : column.head;
    return K.el("th", { scope: "col", role: "columnheader", class: column.number ? "number" : null, "aria-sort": column.sort ? direction || "none" : null }, inside);
  };

  const pager = (n, at, change) => {
    const last = Math.max(1, Math.ceil(n / PER_PAGE));
    if (last === 1) return null;
    const now = Math.min(last, Math.max(1, Number(at.p) || 1));
    const button = (key, page, sign) =>
      K.el("button", { type: "button", class: "step", disabled: page < 1 || page > last || page === now, "aria-label": K.t(key), "data-step": key, onclick: () => change({ p: page === 1 ? "" : page }, `[data-step="${key}"]`) }, sign);
    return K.el("nav", { class: "pager", "aria-label": K.t("pager") },
      button("first", 1, "«"), button("previous", now - 1, "‹"),
      K.el("span", {}, K.t("of_pages", K.number(now), K.number(last))),
      button("next", now + 1, "›"), button("last", last, "»"));
  };

  const sortBox = (columns, at, change) =>
    K.el("div", { class: "sort-box" },
      K.el("label", {}, K.t("sort_by"), " ",
        K.el("select", { class: "sort-select", onchange: (e) => change({ sort: e.target.value, p: "" }, ".sort-select") },
          K.el("option", { value: "" }, "–"),
          columns.filter((c) => c.sort).map((c) => K.el("option", { value: c.key, selected: c.key === at.sort }, c.head)))),
      K.el("button", { type: "button", class: "plain turn", disabled: !at.sort, "aria-label": K.t("turn"), onclick: () => change({ dir: at.dir === "desc" ? "" : "desc", p: "" }, ".turn") },
        at.dir === "desc" ? "▼" : "▲"));

  K.table = ({ id, caption, columns, rows, at, change, empty }) => {
    if (!rows.length) return K.el("p", { class: "empty" }, empty || K.t("nothing_here"));
    const inOrder = sorted(rows, columns, at);
    const now = Math.min(Math.ceil(rows.length / PER_PAGE), Math.max(1, Number(at.p) || 1));
    const shown = inOrder.slice((now - 1) * PER_PAGE, now * PER_PAGE);
    const table = K.el("table", { id, role: "table", class: "rows" },
      K.el("caption", { class: "unseen" }, caption),
      K.el("thead", { role: "rowgroup" }, K.el("tr", { role: "row" }, columns.map((c) => head(c, at, change)))),
      K.el("tbody", { role: "rowgroup" }, shown.map((row) =>
        K.el("tr", { role: "row" }, columns.map((c) =>
          K.el("td", { role: "cell", class: [c.number && "number", c.wide && "wide", c.medium && "medium", c.short && "short"].filter(Boolean).join(" ") || null, "data-head": c.head }, c.cell(row)))))));
    return K.el("div", { class: "table-box" }, sortBox(columns, at, change), table, pager(rows.length, at, change));
  };
  K.table.sorted = sorted;

  /* A small table for a chart's figures: heads, and rows of cells that are text or numbers. */
  K.figures = (caption, heads, rows) =>
    K.el("details", { class: "as-table" },
      K.el("summary", {}, K.t("as_table")),
      K.el("div", { class: "scroll-x", tabindex: "0", role: "region", "aria-label": caption },
        K.el("table", { class: "small" },
          K.el("caption", { class: "unseen" }, caption),
          K.el("thead", {}, K.el("tr", {}, heads.map((h) => K.el("th", { scope: "col" }, h)))),
          K.el("tbody", {}, rows.map(([first, ...rest]) => K.el("tr", {}, K.el("th", { scope: "row" }, first), rest.map((v) => K.el("td", { class: "number" }, v))))))));
})();
