-- Names the user of a token, so that limits count for each of them. The plugin jwt checks the same token right after
-- this and refuses it where it is forged, before anything is counted or passed on.
local jwt_parser = require "kong.plugins.jwt.jwt_parser"
local match = ngx.re.match

-- Kong answers 500 to a signature of another length.
local lengths = { ES256 = 64, ES384 = 96, ES512 = 132 }

local function bearer()
  local header = kong.request.get_headers()["authorization"]
  if type(header) == "table" then
    header = header[1]
  end
  local found = type(header) == "string" and match(header, "\\s*[Bb]earer\\s+(.+)", "jo")
  return found and found[1]
end

local function user(text)
  local ok, token = pcall(jwt_parser.new, jwt_parser, text)
  if not ok or type(token) ~= "table" or type(token.claims) ~= "table" or type(token.header) ~= "table" then
    return nil
  end
  local length = lengths[token.header.alg]
  if length and #token.signature ~= length then
    return nil
  end
  local sub = token.claims.sub
  return type(sub) == "string" and match(sub, [[^[\x21-\x7e]{1,128}$]], "jo") and sub or nil
end

return function()
  local token = bearer() or kong.request.get_query()["ticket"]
  if not token then
    return -- nothing to read; the plugin jwt refuses it
  end
  local name = type(token) == "string" and user(token)
  if not name then
    return kong.response.exit(401, { message = "Unauthorized" })
  end
  kong.service.request.set_header("X-User-Id", name)
end
