-- Sends the requests of the file named by the environment variable REQUESTS in turn, and prints what wrk counted as JSON.
local requests = dofile(os.getenv("REQUESTS"))
local number = 0

request = function()
  number = number % #requests + 1
  return requests[number]
end

done = function(summary)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "failed": %d}\n', summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
