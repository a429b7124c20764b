done = function(summary, latency, requests)
  local seconds = summary.duration / 1e6
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("rps=%.1f p95=%.2f bad=%d\n", summary.requests / seconds, latency:percentile(95) / 1000, bad))
end
