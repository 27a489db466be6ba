-- What wrk sends: wrk -s request.lua URL -- [BODY [KIND]]
function init(args)
  wrk.method, wrk.body = args[1] and "POST" or "GET", args[1]
  if args[2] == "rotation" then
    -- goes on with the refresh token of each answer
    request = wrk.format
    function response(_, _, body)
      wrk.body = '{"refresh_token":"' .. body:match('"refresh_token":"([^"]+)') .. '"}'
    end
  end
end
