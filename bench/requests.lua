-- A wrk script: POST GraphQL requests, each drawn at random from a file.
-- Arguments behind `--`: the file, which has the body of one request a line, behind a token and a
-- tab where it matters who asks, and a seed. The requests are made before the clock starts, so that
-- the generator costs little. Ends with one line of JSON behind the word RESULT, times in
-- microseconds.
local requests = {}

function init(args)
  local headers = { ["content-type"] = "application/json" }
  for line in io.lines(args[1]) do
    local token, body = line:match("^([^{\t]+)\t(.*)$")
    headers.authorization = token and "Bearer " .. token
    body = body or line
    requests[#requests + 1] = wrk.format("POST", "/graphql", headers, body)
  end
  math.randomseed(tonumber(args[2]))
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"duration_us":%d,"bytes":%d,"bad":%d,"p50_us":%d,"p95_us":%d,"p99_us":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
