/* Draws <div data-chart="id"> from the JSON in <script id="id" type="application/json">. The table beside it says the same. */
(() => {
  const colour = (name) => {
    const probe = document.createElement("i");
    probe.className = "vh";
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  const options = (data) => {
    const ink = colour("--ink"), ink2 = colour("--ink-2"), line = colour("--line"), surface = colour("--surface");
    const axis = {
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: ink2, hideOverlap: true },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: line } },
    };
    const category = { type: "category", data: data.labels, ...axis, inverse: data.kind === "rows" };
    const value = { type: "value", minInterval: data.whole === false ? undefined : 1, ...axis };
    const rows = data.kind === "rows";
    return {
      animation: false,
      color: ["--chart-1", "--chart-2", "--chart-3", "--chart-4"].map(colour),
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
      grid: { left: 8, right: 16, top: data.series.length > 1 ? 40 : 12, bottom: 8, containLabel: true },
      legend: data.series.length > 1 ? { top: 0, textStyle: { color: ink2 } } : undefined,
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: surface, borderColor: line, textStyle: { color: ink } },
      xAxis: rows ? value : category,
      yAxis: rows ? category : value,
      series: data.series.map((one) => ({
        name: one.name,
        type: data.kind === "line" ? "line" : "bar",
        data: one.data,
        barMaxWidth: 26,
        symbolSize: 7,
        lineStyle: { width: 3 },
        itemStyle: { borderRadius: rows ? [0, 4, 4, 0] : [4, 4, 0, 0] },
      })),
    };
  };

  let drawn = [];
  const draw = () => {
    drawn.forEach((chart) => chart.dispose());
    drawn = [...document.querySelectorAll("[data-chart]")].map((place) => {
      const label = place.getAttribute("aria-label");
      const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
      const chart = echarts.init(place, null, { renderer: "svg" });
      chart.setOption(options(data));
      place.setAttribute("aria-label", label);
      if (data.links) {
        chart.on("click", (event) => { if (data.links[event.dataIndex]) location.href = data.links[event.dataIndex]; });
      }
      return chart;
    });
    document.body.dataset.charts = String(drawn.length);
  };
  addEventListener("DOMContentLoaded", draw);
  addEventListener("themechange", draw);
  addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
})();
