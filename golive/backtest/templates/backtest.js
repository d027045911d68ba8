const alarms = JSON.parse(document.getElementById("data").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function across(plot, x0, y0, x1, y1, name) {
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = colour(name);
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  ctx.restore();
}

function level(plot, value) {
  const y = plot.valToPos(value, "y", true);
  const { left, width } = plot.bbox;
  across(plot, left, y, left + width, y, "limit");
}

function upright(plot, value) {
  const x = plot.valToPos(value, "x", true);
  const { top, height } = plot.bbox;
  across(plot, x, top, x, top + height, "limit");
}

function bands(plot, spans) {
  const { ctx } = plot;
  ctx.save();
  ctx.fillStyle = colour("fired");
  for (const [from, to] of spans) {
    const start = plot.valToPos(from, "x", true);
    const wide = Math.max(plot.valToPos(to, "x", true) - start, 2 * devicePixelRatio);
    ctx.fillRect(start, plot.bbox.top, wide, plot.bbox.height);
  }
  ctx.restore();
}

function axes(count) {
  const one = { stroke: colour("quiet"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("grid"), width: 1 }, font: "12px sans-serif" };
  return [one, { ...one, size: 64, incrs: count ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000] : undefined }];
}

function reaching(value) {
  return (plot, low, high) => {
    const [from, to] = [Math.min(low ?? value, value), Math.max(high ?? value, value)];
    const room = (to - from || Math.abs(to) || 1) * 0.08;
    return [from >= 0 && from - room < 0 ? 0 : from - room, to + room];
  };
}

function metric(alarm, size) {
  const hooks = { drawAxes: [(plot) => bands(plot, alarm.fired)], draw: [(plot) => level(plot, alarm.threshold)] };
  const line = { stroke: colour("line"), width: 1.5, points: { show: alarm.at.length < 60 } };
  return [{ ...size, axes: axes(false), scales: { y: { range: reaching(alarm.threshold) } }, series: [{}, line], hooks, cursor: { y: false }, tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "UTC") }, [alarm.at, alarm.values]];
}

function curve(alarm, size) {
  const hooks = { draw: [(plot) => upright(plot, alarm.threshold)] };
  const line = { stroke: colour("line"), width: 1.5, paths: uPlot.paths.stepped({ align: 1 }), points: { show: alarm.thresholds.length < 2 } };
  return [{ ...size, axes: axes(true), scales: { x: { time: false }, y: { range: reaching(0) } }, series: [{}, line], hooks, cursor: { y: false } }, [alarm.thresholds, alarm.firings]];
}

function draw(place) {
  drawn.get(place)?.destroy();
  const alarm = alarms[place.dataset.alarm];
  const size = { width: place.clientWidth, height: place.clientHeight };
  const [options, data] = (place.dataset.kind === "metric" ? metric : curve)(alarm, size);
  drawn.set(place, new uPlot(options, data, place));
}

const near = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (isIntersecting && !drawn.has(target)) draw(target);
  }
}, { rootMargin: "600px" });
const sized = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    drawn.get(target)?.setSize({ width: target.clientWidth, height: target.clientHeight });
  }
});
for (const place of document.querySelectorAll(".plot")) {
  near.observe(place);
  sized.observe(place);
}
dark.addEventListener("change", () => [...drawn.keys()].forEach(draw));
addEventListener("beforeprint", () => document.querySelectorAll(".plot").forEach((place) => drawn.has(place) || draw(place)));
