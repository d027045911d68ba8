"use strict";
(() => {
  const EVERY = 60000, COLOURS = 8, LEGEND = 150, LONG = 129600, MANY = 24;
  const GLYPHS = { ALARM: "failed", OK: "proven", INSUFFICIENT_DATA: "not-applicable", gone: "unknown", go: "proven", aside: "not-applicable", unsure: "unknown" };
  const root = document.documentElement, grid = document.getElementById("grid");
  const sync = uPlot.sync("time");
  let view = JSON.parse(document.getElementById("view").textContent), plots = [], level = "h2";

  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const clock = (at) => new Date(at * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: view.zone });
  const day = (at) => new Date(at * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: view.zone });
  const moment = (widget, at) => (view.end - widget.start > LONG ? day(at) + " " : "") + clock(at);
  const short = (value) => {
    const size = Math.abs(value);
    if (size >= 1e6) return Number((value / 1e6).toPrecision(3)) + "M";
    if (size >= 1e4) return Number((value / 1e3).toPrecision(3)) + "k";
    return String(size >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
  };

  function made(tag, about, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(about || {})) {
      if (name === "text") element.textContent = value; else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  function glyph(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#g-" + GLYPHS[name]);
    svg.setAttribute("class", "glyph");
    svg.setAttribute("aria-hidden", "true");
    svg.append(use);
    return svg;
  }

  /* A threshold: a dashed line with its name, and a tint where the alarm would be on. */
  function limits(widget) {
    return (u) => {
      const { ctx, bbox } = u;
      const font = 11 * devicePixelRatio;
      ctx.save();
      for (const limit of widget.limits) {
        const y = Math.round(u.valToPos(limit.value, "y", true));
        const over = limit.fill === "below" ? [y, bbox.top + bbox.height - y] : [bbox.top, y - bbox.top];
        ctx.fillStyle = limit.color + "1f";
        ctx.fillRect(bbox.left, over[0], bbox.width, Math.max(0, over[1]));
        ctx.strokeStyle = limit.color;
        ctx.lineWidth = 1.5 * devicePixelRatio;
        ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
        ctx.font = `600 ${font}px ${getComputedStyle(document.body).fontFamily}`;
        ctx.fillStyle = colour("--text");
        ctx.textAlign = "left";
        ctx.textBaseline = "alphabetic";
        const low = y - bbox.top < font * 1.6;
        ctx.fillText(`${limit.label} ${short(limit.value)}`, bbox.left + 4 * devicePixelRatio, low ? y + font * 1.2 : y - font * .4);
      }
      ctx.restore();
    };
  }

  function range(widget) {
    return (u, low, high) => {
      const known = [low, high, widget.least].filter((value) => value !== null && value !== undefined && isFinite(value));
      const values = known.concat(widget.limits.map((limit) => limit.value));
      const least = Math.min(...values), most = Math.max(...values);
      return [least, least === most ? least + 1 : most + (most - least) * .14];
    };
  }

  function plot(widget, place, told) {
    const lines = widget.series.map((line, at) => ({
      label: line.label, stroke: colour("--s" + at % COLOURS), width: 1.8,
      points: { show: line.values.filter((value) => value !== null).length < 40, size: 4, fill: colour("--s" + at % COLOURS) },
    }));
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--grid"), width: 1 }, ticks: { show: false }, font: "12px " + getComputedStyle(document.body).fontFamily };
    const options = {
      width: Math.max(60, place.clientWidth), height: Math.max(40, place.clientHeight),
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), view.zone),
      padding: [6, 20, 0, 0],
      scales: { x: { range: [widget.start, view.end] }, y: { range: range(widget) } },
      axes: [
        { ...axis, size: 22, space: 70, values: (u, at) => at.map(view.end - widget.start > LONG ? day : clock) },
        { ...axis, size: 44, space: 26, values: (u, at) => at.map(short) },
      ],
      series: [{}, ...lines],
      legend: { show: false },
      cursor: { sync: { key: sync.key }, drag: { x: false, y: false }, points: { size: 6 } },
      hooks: { drawAxes: [limits(widget)], setCursor: [(u) => told(u.cursor.idx)] },
    };
    const chart = new uPlot(options, [widget.at, ...widget.series.map((line) => line.values)], place);
    plots.push([chart, place]);
    sizes.observe(place);
  }

  const sizes = new ResizeObserver((entries) => {
    for (const entry of entries) {
      const found = plots.find(([, place]) => place === entry.target);
      if (found && entry.contentRect.width) found[0].setSize({ width: Math.max(60, entry.contentRect.width), height: Math.max(40, entry.contentRect.height) });
    }
  });

  function graph(widget, card) {
    const head = made(level, { text: widget.title });
    card.append(head);
    if (!widget.series) return why(widget, card);
    const one = widget.series.length === 1, value = made("b"), at = made("span", { class: "at" });
    const place = made("div", { "aria-hidden": "true" });
    const holder = made("div", { class: "plot", role: "img", "aria-label": widget.spoken }, place);
    const room = Math.max(1, Math.floor(widget.w / 24 * innerWidth / LEGEND));
    const shown = widget.series.slice(0, room).map((line, index) => {
      const number = made("b");
      const item = made("li", { style: `--series: var(--s${index % COLOURS})` }, line.label + " ", number);
      return [line, number, item];
    });
    head.append(at);
    if (one) head.append(value);
    card.append(holder);
    if (!one) {
      const rest = widget.series.length - shown.length;
      card.append(made("ul", { class: "legend" }, ...shown.map(([, , item]) => item), ...(rest > 0 ? [made("li", { text: `and ${rest} more` })] : [])));
    }
    const told = (index) => {
      const here = index !== null && index !== undefined;
      at.textContent = here ? moment(widget, widget.at[index]) : "";
      const read = (line) => here ? line.values[index] : line.now;
      const said = (line) => read(line) === null || read(line) === undefined ? "–" : short(read(line));
      if (one) value.replaceChildren(said(widget.series[0]), ...(widget.unit ? [made("small", { text: " " + widget.unit })] : []));
      for (const [line, number] of shown) number.textContent = said(line) + (widget.unit ? " " + widget.unit : "");
    };
    told(null);
    requestAnimationFrame(() => plot(widget, place, told));
  }

  function why(widget, card) {
    const limit = (widget.limits || []).map((each) => `${each.label} ${each.fill === "below" ? "below" : "from"} ${short(each.value)}`).join(", ");
    card.append(made("div", { class: `why tone-${widget.why.tone}` }, glyph(widget.why.tone), made("p", { text: widget.why.text + (limit ? ` Alarm: ${limit}.` : "") })));
  }

  function alarms(widget, card) {
    card.append(made(level, { text: widget.title }));
    if (widget.alarms.length > MANY) card.classList.add("many");
    card.append(made("ul", { class: "alarms" }, ...widget.alarms.map((alarm) =>
      made("li", { class: `${alarm.state} ${alarm.severity}` },
        made("a", { href: alarm.href, title: alarm.about, rel: "noreferrer" }, glyph(alarm.state), made("span", { text: alarm.label }), made("span", { class: "unseen", text: ` ${alarm.word}, ${alarm.severity}` }))))));
  }

  function frame(widget, card) {
    const inner = made("div", { tabindex: "0", role: "group", "aria-label": widget.title });
    inner.attachShadow({ mode: "open" }).innerHTML = widget[dark() ? "dark" : "light"];
    card.append(made(level, { text: widget.title }), made("div", { class: "frame" }, inner));
  }

  const KINDS = { graph, alarms, html: frame, nothing: (widget, card) => { card.append(made(level, { text: widget.title })); why(widget, card); } };

  function draw() {
    plots.forEach(([chart]) => chart.destroy());
    plots = [];
    sizes.disconnect();
    level = "h2";
    root.style.setProperty("--rows", view.rows);
    grid.replaceChildren(...view.widgets.map((widget) => {
      const place = `grid-area: ${widget.y + 1} / ${widget.x + 1} / span ${widget.h} / span ${widget.w}`;
      if (widget.kind === "text") {
        const text = made("div", { class: "widget text" + (widget.h === 1 ? " strip" : ""), style: place });
        text.innerHTML = widget.html;
        if (text.querySelector("h2")) level = "h3";
        return text;
      }
      const card = made("section", { class: widget.w < 6 ? "card few" : "card", "aria-label": widget.title });
      KINDS[widget.kind](widget, card);
      return made("div", { class: "widget", style: place }, card);
    }));
    document.getElementById("when").textContent = `read at ${new Date(view.read_at * 1000).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: view.zone })} ${view.zone}; ${view.hours} h`;
    const simulated = document.getElementById("simulated");
    simulated.hidden = !view.simulated;
    simulated.lastElementChild.textContent = view.simulated;
    document.getElementById("unread").textContent = view.unread.length ? `${view.unread.length} not read: ${view.unread[0]}` : "";
  }

  document.getElementById("theme").addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; draw(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
  if (view.served) {
    setInterval(() => fetch(view.served).then((answer) => answer.json()).then((newer) => { view = newer; draw(); })
      .catch(() => { document.getElementById("unread").textContent = "no longer served: what is shown is old"; }), EVERY);
  }
})();
