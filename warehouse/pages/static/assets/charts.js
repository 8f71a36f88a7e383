"use strict";
/* Charts as inline SVG in the width there is; each says in words what it shows, and its figures stand beneath as a table. */
(() => {
  let n = 0;
  const frame = (width, height, title, description, ...children) => {
    const id = `chart-${++n}`;
    return K.svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-labelledby": `${id}-t ${id}-d`, class: "chart" },
      K.svg("title", { id: `${id}-t` }, title), K.svg("desc", { id: `${id}-d` }, description), children);
  };

  /* Text cut to a width in pixels; a Hangul letter is as wide as the type is high, a Latin one a little over half. */
  const cut = (text, width, size = 13) => {
    let used = 0;
    for (let i = 0; i < text.length; i++) {
      used += size * (text.charCodeAt(i) > 0x2e7f ? 0.93 : 0.56);
      if (used > width) return `${text.slice(0, Math.max(1, i - 1))}…`;
    }
    return text;
  };

  /* A part of a drawing that leads somewhere; its title is its name, and what a mouse that rests on it is told. */
  const linked = (href, label, ...children) => K.svg(href ? "a" : "g", { href }, K.svg("title", {}, label), children);

  /* Bars under their names. rows: {name, parts: [value …], said, href}; parts are drawn in the classes given. */
  K.bars = (width, { title, description, rows, classes }) => {
    const STEP = 46;
    const most = Math.max(...rows.map((r) => r.parts.reduce((a, b) => a + b, 0)), 1e-9);
    const room = width - 116; // what is said of a bar stands behind it
    return frame(width, rows.length * STEP, title, description, rows.map((row, i) => {
      let x = 0;
      const y = i * STEP;
      const label = `${row.name}: ${row.said}`;
      return linked(row.href, label,
        K.svg("rect", { x: 0, y, width, height: STEP, class: "touch" }),
        K.svg("text", { x: 0, y: y + 15, class: "name", lang: "ko", "aria-hidden": "true" }, cut(row.name, width)),
        row.parts.map((value, k) => {
          const w = (value / most) * room;
          const bar = w > 0 && K.svg("rect", { x, y: y + 22, width: Math.max(w, 1.5), height: 13, rx: 2, class: `bar ${classes[k]}` });
          x += w;
          return bar;
        }),
        K.svg("text", { x: x + 8, y: y + 33, class: "said", "aria-hidden": "true" }, row.said));
    }));
  };

  /* Circles in a grid. columns: names; rows: {name, counts: [n …], hrefs: [href …]}. */
  K.dots = (width, { title, description, columns, rows }) => {
    const isNarrow = width < 620;
    const left = isNarrow ? 0 : Math.min(220, width * 0.28);
    const HEAD = 26;
    const ROW = isNarrow ? 58 : 40;
    const cell = (width - left) / columns.length;
    const most = Math.max(...rows.flatMap((r) => r.counts), 1);
    const radius = Math.min(cell / 2 - 1, 17);
    return frame(width, HEAD + rows.length * ROW, title, description,
      columns.map((c, k) => K.svg("text", { x: left + cell * (k + 0.5), y: 14, class: "tick" }, c)),
      rows.map((row, i) => {
        const y = HEAD + i * ROW;
        const middle = y + (isNarrow ? 38 : ROW / 2);
        return K.svg("g", {},
          K.svg("line", { x1: 0, x2: width, y1: y, y2: y, class: "rule" }),
          K.svg("text", { x: 0, y: isNarrow ? y + 15 : middle + 4, class: "name", lang: "ko" }, cut(row.name, isNarrow ? width : left - 8), K.svg("title", {}, row.name)),
          row.counts.map((count, k) => {
            if (!count) return null;
            const x = left + cell * (k + 0.5);
            const label = `${row.name}, ${columns[k]}: ${count}`;
            return linked(row.hrefs[k], label,
              K.svg("circle", { cx: x, cy: middle, r: Math.max(7.5, radius * Math.sqrt(count / most)), class: "dot" }),
              K.svg("text", { x, y: middle + 4, class: "on-dot", "aria-hidden": "true" }, count));
          }));
      }));
  };

  /* One line per family over the whole width. rows: {name, parts, said}. */
  K.shares = (width, { title, description, rows, classes }) => {
    const STEP = 58;
    return frame(width, rows.length * STEP, title, description, rows.map((row, i) => {
      const y = i * STEP;
      const all = row.parts.reduce((a, b) => a + b, 0) || 1;
      let x = 0;
      return K.svg("g", {},
        K.svg("text", { x: 0, y: y + 14, class: "name" }, row.name),
        K.svg("text", { x: width, y: y + 14, class: "said end" }, row.said),
        row.parts.map((value, k) => {
          const w = (value / all) * width;
          const bar = w > 0 && K.svg("rect", { x, y: y + 22, width: Math.max(w - 1, 1.5), height: 14, rx: 2, class: `bar ${classes[k]}` });
          x += w;
          return bar;
        }));
    }));
  };

  /* A line from a baseline to a target; ranks rise towards the first place. */
  K.slope = (from, to, isRank) => {
    const rises = isRank ? to < from : to > from;
    const [y1, y2] = from === to ? [22, 22] : rises ? [34, 10] : [10, 34];
    return K.svg("svg", { viewBox: "0 0 72 44", width: 72, height: 44, class: "slope", "aria-hidden": "true" },
      K.svg("line", { x1: 8, y1, x2: 62, y2 }), K.svg("circle", { cx: 8, cy: y1, r: 4, class: "from" }), K.svg("circle", { cx: 62, cy: y2, r: 5.5 }));
  };

  K.legend = (names, classes) =>
    K.el("ul", { class: "legend" }, names.map((name, i) => K.el("li", {}, K.el("span", { class: `swatch ${classes[i]}`, "aria-hidden": "true" }), name)));

  /* A figure whose chart is drawn again when its width changes. draw(width) → svg */
  K.figure = ({ title, note, controls, legend, draw, table, more, wide }) => {
    const box = K.el("div", { class: "chart-box" });
    let width = 0;
    const redraw = () => {
      const now = Math.floor(box.clientWidth);
      if (now && now !== width) {
        width = now;
        box.replaceChildren(draw(width));
      }
    };
    new ResizeObserver(redraw).observe(box);
    return K.el("figure", { class: `card${wide ? " wide" : ""}` },
      K.el("figcaption", {}, K.el("h2", {}, title), note && K.el("p", { class: "note" }, note)),
      controls, legend, box, table, more);
  };
})();
