-- Names the user of a token, so that limits count for each of them. The plugin jwt checks the same
-- token right after this and refuses it where it is forged, before anything is counted.
local jwt_parser = require "kong.plugins.jwt.jwt_parser"
local match = ngx.re.match

-- What only the gateway says of a caller; a variable of nginx is read from both spellings.
local ours = {
  "X-User-Id", "X_User_Id", "X-Consumer-Id", "X-Consumer-Custom-Id", "X-Consumer-Username",
  "X-Consumer-Groups", "X-Authenticated-Groups", "X-Credential-Identifier",
  "X-Anonymous-Consumer",
}

local function token()
  local header = kong.request.get_headers()["authorization"]
  if type(header) == "table" then
    header = header[1]
  end
  if type(header) == "string" then
    local bearer = match(header, "\\s*[Bb]earer\\s+(.+)", "jo")
    return bearer and bearer[1]
  end
  local ticket = kong.request.get_query_arg("ticket")
  return type(ticket) == "string" and ticket or nil
end

return function()
  for _, name in ipairs(ours) do
    kong.service.request.clear_header(name)
  end
  local text = token()
  if not text then
    return
  end
  local ok, read = pcall(jwt_parser.new, jwt_parser, text)
  if not ok or type(read) ~= "table" or type(read.claims) ~= "table" then
    return
  end
  local user = read.claims.sub
  if type(user) == "string" and match(user, [[^[\x21-\x7e]{1,128}$]], "jo") then
    kong.service.request.set_header("X-User-Id", user)
  end
end
