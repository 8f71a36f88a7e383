/* Elements with words of their own whose contrast with what lies under them is too small (WCAG 2, AA). */
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const linear = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (color) => 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
  const over = (top, under) => under.map((v, i) => top[i] * top[3] + v * (1 - top[3])).slice(0, 3);
  const excused = ".unseen, .skip, :disabled, .off, option, details:not([open]) > :not(summary)";
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const words = [...e.childNodes].find((n) => n.nodeType === 3 && n.data.trim());
    const isDrawn = e.namespaceURI.endsWith("svg");
    if (!words || !e.checkVisibility({ visibilityProperty: true }) || e.closest(excused)) continue;
    if (!e.getBoundingClientRect().width || (isDrawn && e.tagName !== "text")) continue;
    const style = getComputedStyle(e);
    let under = [255, 255, 255];
    const layers = [];
    for (let n = e; n; n = n.parentElement) layers.unshift(parse(getComputedStyle(n).backgroundColor));
    for (const layer of layers) under = over(layer, under);
    const color = over(parse(isDrawn ? style.fill : style.color), under);
    const [most, least] = [light(color), light(under)].sort((x, y) => y - x);
    const ratio = (most + 0.05) / (least + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const name = `${e.tagName}.${e.getAttribute("class")} ${words.data.trim().slice(0, 30)} ${ratio.toFixed(2)}`;
    if (ratio < (isLarge ? 3 : 4.5)) found.push(name);
  }
  return found;
})()
