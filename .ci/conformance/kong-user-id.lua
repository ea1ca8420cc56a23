-- Stands for Kong 3.9 around the functions of the plugin pre-function (kong/tools/kong-lua-sandbox.lua, plugins/jwt).
local cjson = require "cjson.safe"
local rex = require "rex_pcre2"

local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

local function base64url(text)
  local out, bits, count = {}, 0, 0
  for at = 1, #text do
    bits, count = bits * 256 + text:byte(at), count + 8
    while count >= 6 do
      local index = math.floor(bits / 2 ^ (count - 6)) % 64
      out[#out + 1], count = alphabet:sub(index + 1, index + 1), count - 6
    end
    bits = bits % 2 ^ count
  end
  if count > 0 then
    local index = bits * 2 ^ (6 - count) % 64
    out[#out + 1] = alphabet:sub(index + 1, index + 1)
  end
  return table.concat(out)
end

local function decode(text)
  local out, bits, count = {}, 0, 0
  for letter in text:gmatch "." do
    local index = assert(alphabet:find(letter, 1, true), "not base64url") - 1
    bits, count = bits * 64 + index, count + 6
    if count >= 8 then
      out[#out + 1], count = string.char(math.floor(bits / 2 ^ (count - 8)) % 256), count - 8
    end
    bits = bits % 2 ^ count
  end
  return table.concat(out)
end

local jwt_parser = {}
function jwt_parser.new(_, token)
  local header, payload, signature = token:match "^([^.]+)%.([^.]+)%.([^.]+)$"
  if not payload then
    return nil, "no token"
  end
  local claims = cjson.decode(decode(payload))
  return claims and { header = cjson.decode(decode(header)), claims = claims, signature = decode(signature) } or nil
end

local request
local kong = {
  request = {
    get_headers = function() return request.headers end,
    get_query = function() return request.query end,
  },
  response = {
    exit = function(status) request.status = status end,
  },
  service = {
    request = {
      clear_header = function(name) request.sent[name] = nil end,
      set_header = function(name, value) request.sent[name] = value end,
    },
  },
}
local ngx = {
  re = {
    match = function(text, pattern)
      local from, to, groups = rex.new(pattern):exec(text)
      if not from then
        return nil
      end
      local found = { [0] = text:sub(from, to) }
      for at = 1, #groups, 2 do
        found[#found + 1] = groups[at] and text:sub(groups[at], groups[at + 1])
      end
      return found
    end,
  },
}

local allowed = { ["kong.plugins.jwt.jwt_parser"] = jwt_parser }
local sandbox = {
  kong = kong,
  ngx = ngx,
  require = function(name) return allowed[name] or error("require '" .. name .. "' not allowed") end,
  string = { byte = string.byte, char = string.char, find = string.find, format = string.format, gsub = string.gsub,
    len = string.len, lower = string.lower, match = string.match, rep = string.rep, sub = string.sub },
  table = { concat = table.concat, insert = table.insert, remove = table.remove },
}
for _, name in ipairs { "assert", "error", "ipairs", "next", "pairs", "pcall", "select", "tonumber", "tostring", "type",
  "unpack", "xpcall" } do
  sandbox[name] = _G[name]
end

local function load(name)
  local chunk = assert(loadfile(arg[1] .. "/" .. name))
  setfenv(chunk, setmetatable(sandbox, { __index = function(_, missing) error(missing .. " is not in the sandbox") end }))
  return chunk()
end
local drop, name_user = load "drop-identity.lua", load "user-id.lua"

local failed, cases = 0, 0
local function verdict(what, found, expected)
  cases = cases + 1
  if found ~= expected then
    failed = failed + 1
    print(("FAILED: %s: %s instead of %s"):format(what, tostring(found), tostring(expected)))
  end
end

-- On a route that asks for a token both run, one after the other. The outcome: a user, refused, or nothing.
local function check(what, given, expected)
  request = { headers = given.headers or {}, query = given.query or {}, sent = given.sent or {} }
  drop()
  name_user()
  verdict(what, request.sent["X-User-Id"] or (request.status == 401 and "refused") or nil, expected)
end

local function token(claims, algorithm, length)
  return ("%s.%s.%s"):format(base64url(('{"alg":"%s","kid":"k"}'):format(algorithm or "ES256")), base64url(claims),
    base64url(("s"):rep(length or 64)))
end
local function bearer(...)
  return { headers = { authorization = "Bearer " .. token(...) } }
end
local ann, bob = token '{"sub":"ann"}', token '{"sub":"bob"}'

check("a token names its user", { headers = { authorization = "Bearer " .. ann } }, "ann")
check("the word may be small", { headers = { authorization = "bearer " .. ann } }, "ann")
check("of two headers the first counts", { headers = { authorization = { "Bearer " .. ann, "Bearer " .. bob } } }, "ann")
check("a ticket names its user", { query = { ticket = ann } }, "ann")
check("a header goes before a ticket", { headers = { authorization = "Bearer " .. ann }, query = { ticket = bob } }, "ann")
check("a header of another kind does not", { headers = { authorization = "Basic x" }, query = { ticket = bob } }, "bob")
check("two tickets are refused", { query = { ticket = { ann, bob } } }, "refused")
check("a ticket without value is refused", { query = { ticket = true } }, "refused")
check("without any the plugin jwt decides", {}, nil)
check("what a client says of itself is dropped", { sent = { ["X-User-Id"] = "root" } }, nil)
check("also beside a broken token", { headers = { authorization = "Bearer a.b" }, sent = { ["X-User-Id"] = "root" } },
  "refused")
check("what is no base64 is refused", { headers = { authorization = "Bearer a.!!.c" } }, "refused")
check("what is no JSON is refused", bearer "{", "refused")
check("claims that are no object are refused", bearer "7", "refused")
check("a number is no user", bearer '{"sub":7}', "refused")
check("nor is nobody", bearer "{}", "refused")
check("nor is a line break", bearer '{"sub":"a\\nb"}', "refused")
check("a name may have 128 letters", bearer('{"sub":"' .. ("a"):rep(128) .. '"}'), ("a"):rep(128))
check("and no more", bearer('{"sub":"' .. ("a"):rep(129) .. '"}'), "refused")
check("a signature of another length is refused", bearer('{"sub":"ann"}', "ES256", 63), "refused")
check("each algorithm has its own", bearer('{"sub":"ann"}', "ES384", 96), "ann")
check("that of RSA follows from its key", bearer('{"sub":"ann"}', "RS256", 256), "ann")

-- On a public route only the first runs.
request = { headers = { authorization = "Bearer " .. ann }, query = {}, sent = {
  ["X-User-Id"] = "0", ["X_User_Id"] = "1", ["X-Consumer-Username"] = "2", ["X-Credential-Identifier"] = "3",
  ["X-Consumer-Groups"] = "4", ["Accept"] = "5" } }
drop()
verdict("a public route knows nobody, whatever is sent", next(request.sent) .. tostring(next(request.sent, "Accept")),
  "Acceptnil")

if failed > 0 then
  os.exit(1)
end
print(("%d cases: the functions name the user of a token, and nobody else"):format(cases))
