"use strict";
/* What every view uses: elements (text is always text, never markup), the language, numbers and dates in it. */
window.K = { views: {} };

K.el = (tag, attributes, ...children) => K.fill(document.createElement(tag), attributes, children);

K.svg = (tag, attributes, ...children) => K.fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

K.fill = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(node.style, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
};

/* Language: the browser's at first, then what was chosen. */
K.LANGUAGES = { ko: "한국어", en: "English" };
K.remembered = (key, value) => {
  try {
    if (value === undefined) return localStorage.getItem(`kplan-${key}`);
    localStorage.setItem(`kplan-${key}`, value);
  } catch { /* a browser that keeps nothing */ }
  return null;
};
K.lang = (() => {
  const kept = K.remembered("language");
  if (kept in K.LANGUAGES) return kept;
  return (navigator.languages || [navigator.language]).find((l) => /^(ko|en)\b/i.test(l || ""))?.slice(0, 2).toLowerCase() || "en";
})();

K.knows = (key) => Object.hasOwn(WORDS, key);
K.t = (key, ...values) => {
  if (!K.knows(key)) return key;
  return WORDS[key][K.lang === "ko" ? 0 : 1].replace(/\{(\d)\}/g, (_, n) => values[n]);
};
/* A word of the warehouse (a kind, an instrument) in the reader's language. */
K.say = (word) => (word === null || word === undefined ? "" : K.knows(`kind_${word}`) ? K.t(`kind_${word}`) : K.t(word));
/* What the warehouse itself says in English (a rule, a reason, a kind of change) in the reader's language, as text … */
K.inWords = (english) => {
  if (K.lang === "ko" && Object.hasOwn(K.data.korean, english)) return K.data.korean[english];
  return /^[a-z]+(_[a-z]+)+$/.test(english || "") ? english.replaceAll("_", " ") : english || "";
};
/* … and to be shown: what has no Korean is marked as English. */
K.said = (english) => (K.lang === "ko" && Object.hasOwn(K.data.korean, english) ? K.inWords(english) : K.el("span", { lang: "en" }, K.inWords(english)));
/* Words of a document: Korean, whatever language the page is in. */
K.ko = (text, tag = "span", attributes = {}) => K.el(tag, { lang: "ko", ...attributes }, text);

K.number = (value, digits = 2) =>
  value === null || value === undefined ? "" : value.toLocaleString(K.lang === "ko" ? "ko-KR" : "en-GB", { maximumFractionDigits: digits });

/* Won, as one says it: 1,224억원, 1조 7,252억원; ₩122.4 bn, ₩1.73 tn. */
K.money = (won) => {
  if (won === null || won === undefined) return "";
  const sign = won < 0 ? "−" : "";
  const size = Math.abs(won);
  if (K.lang === "ko") {
    if (size >= 1e12) {
      const rest = Math.round((size % 1e12) / 1e8);
      return `${sign}${K.number(Math.floor(size / 1e12))}조${rest ? ` ${K.number(rest)}억` : ""}원`;
    }
    return size >= 1e8 ? `${sign}${K.number(size / 1e8)}억원` : size >= 1e4 ? `${sign}${K.number(size / 1e4)}만원` : `${sign}${K.number(size)}원`;
  }
  if (size >= 1e12) return `${sign}₩${K.number(size / 1e12, 2)} tn`;
  if (size >= 1e9) return `${sign}₩${K.number(size / 1e9, 1)} bn`;
  return size >= 1e6 ? `${sign}₩${K.number(size / 1e6, 1)} m` : `${sign}₩${K.number(size)}`;
};

K.unit = (unit) => (unit === null || unit === undefined ? "" : unit.startsWith("other:") ? unit.slice(6) : K.t(`u:${unit}`).replace(/^u:/, ""));
/* A value with its unit: money as money, dollars with their sign, the rest beside its unit. */
K.measure = (value, unit) => {
  if (value === null || value === undefined) return "";
  if (unit === "KRW") return K.money(value);
  if (unit === "USD" && K.lang === "en") return value >= 1e9 ? `$${K.number(value / 1e9)} bn` : value >= 1e6 ? `$${K.number(value / 1e6)} m` : `$${K.number(value)}`;
  if (unit === "USD") return value >= 1e8 ? `${K.number(value / 1e8)}억 달러` : value >= 1e4 ? `${K.number(value / 1e4)}만 달러` : `${K.number(value)}달러`;
  const said = K.unit(unit);
  if (unit === "rank" && K.lang === "en") return `rank ${K.number(value)}`;
  return `${K.number(value)}${K.lang === "ko" || /^[%°]/.test(said) ? "" : " "}${said}`;
};

/* A period from its first and last day, as short as it can be said. */
K.period = (start, end) => {
  if (!start && !end) return "";
  const [a, b] = [start || "", end || ""].map((d) => d.split("-").map(Number));
  const month = (d) => (K.lang === "ko" ? `${d[0]}.${d[1]}월` : `${new Date(Date.UTC(d[0], d[1] - 1, 1)).toLocaleString("en-GB", { month: "short", timeZone: "UTC" })} ${d[0]}`);
  const lastDay = (d) => new Date(Date.UTC(d[0], d[1], 0)).getUTCDate();
  if (!start) return K.lang === "ko" ? `~${K.spot(b, lastDay(b) === b[2], month)}` : `by ${K.spot(b, lastDay(b) === b[2], month)}`;
  if (!end) return K.lang === "ko" ? `${month(a)}~` : `from ${month(a)}`;
  if (start === end) return start.replaceAll("-", ".");
  const whole = a[2] === 1 && b[2] === lastDay(b);
  if (!whole) return `${start.replaceAll("-", ".")}–${end.replaceAll("-", ".")}`;
  if (a[1] === 1 && b[1] === 12) return a[0] === b[0] ? `${a[0]}` : `${a[0]}–${b[0]}`;
  if (a[0] === b[0] && b[1] - a[1] === 2 && a[1] % 3 === 1) return K.lang === "ko" ? `${a[0]} ${(a[1] + 2) / 3}분기` : `${a[0]} Q${(a[1] + 2) / 3}`;
  if (a[0] === b[0] && b[1] - a[1] === 5 && a[1] % 6 === 1) return K.lang === "ko" ? `${a[0]} ${a[1] === 1 ? "상" : "하"}반기` : `${a[0]} H${a[1] === 1 ? 1 : 2}`;
  if (a[0] === b[0] && a[1] === b[1]) return month(a);
  return `${month(a)}–${month(b)}`;
};
K.spot = (d, isMonthEnd, month) => (d[1] === 12 && d[2] === 31 ? `${d[0]}` : isMonthEnd ? month(d) : d.join("."));

K.count = (some, all) => (some.length === all.length ? K.t("n_rows", K.number(all.length)) : K.t("n_of_rows", K.number(some.length), K.number(all.length)));

K.announce = (text) => {
  document.getElementById("live").textContent = text;
};

K.link = (href, attributes, ...children) => K.el("a", { href, ...attributes }, ...children);
