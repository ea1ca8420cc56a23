-- Stands for Kong 3.9 around a function of the plugin pre-function (kong/tools/kong-lua-sandbox.lua, plugins/jwt).
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
  local payload = token:match "^[^.]+%.([^.]+)%.[^.]+$"
  if not payload then
    return nil, "no token"
  end
  local claims = cjson.decode(decode(payload))
  return claims and { claims = claims } or nil
end

local request
local kong = {
  request = {
    get_headers = function() return request.headers end,
    get_query_arg = function(name) return request.query[name] end,
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

local chunk = assert(loadfile(arg[1]))
setfenv(chunk, setmetatable(sandbox, { __index = function(_, name) error(name .. " is not in the sandbox") end }))
local name_user = chunk()

local failed, cases = 0, 0
local function check(what, given, expected)
  request = { headers = given.headers or {}, query = given.query or {}, sent = given.sent or {} }
  name_user()
  cases = cases + 1
  local user = request.sent["X-User-Id"]
  if user ~= expected then
    failed = failed + 1
    print(("FAILED: %s: %s instead of %s"):format(what, tostring(user), tostring(expected)))
  end
end

local function token(claims)
  return ("%s.%s.signature"):format(base64url '{"alg":"ES256","kid":"k"}', base64url(claims))
end
local ann, bob = token '{"sub":"ann"}', token '{"sub":"bob"}'

check("a token names its user", { headers = { authorization = "Bearer " .. ann } }, "ann")
check("the word may be small", { headers = { authorization = "bearer " .. ann } }, "ann")
check("of two headers the first counts", { headers = { authorization = { "Bearer " .. ann, "Bearer " .. bob } } }, "ann")
check("a ticket names its user", { query = { ticket = ann } }, "ann")
check("a header goes before a ticket", { headers = { authorization = "Bearer " .. ann }, query = { ticket = bob } }, "ann")
check("another header hides a ticket", { headers = { authorization = "Basic x" }, query = { ticket = bob } }, nil)
check("a ticket without value names nobody", { query = { ticket = true } }, nil)
check("what a client says of itself is dropped", { sent = { ["X-User-Id"] = "root" } }, nil)
check("also beside a broken token", { headers = { authorization = "Bearer a.b" }, sent = { ["X-User-Id"] = "root" } }, nil)
check("what is no base64 names nobody", { headers = { authorization = "Bearer a.!!.c" } }, nil)
check("what is no JSON names nobody", { headers = { authorization = "Bearer " .. token "{" } }, nil)
check("claims that are no object name nobody", { headers = { authorization = "Bearer " .. token "7" } }, nil)
check("a number names nobody", { headers = { authorization = "Bearer " .. token '{"sub":7}' } }, nil)
check("no sub names nobody", { headers = { authorization = "Bearer " .. token "{}" } }, nil)
check("a line break names nobody", { headers = { authorization = "Bearer " .. token '{"sub":"a\\nb"}' } }, nil)
check("a name may have 128 letters", { headers = { authorization = "Bearer " .. token('{"sub":"' .. ("a"):rep(128) .. '"}') } },
  ("a"):rep(128))
check("and no more", { headers = { authorization = "Bearer " .. token('{"sub":"' .. ("a"):rep(129) .. '"}') } }, nil)

request = { headers = {}, query = {}, sent = {
  ["X_User_Id"] = "1", ["X-Consumer-Username"] = "2", ["X-Credential-Identifier"] = "3", ["X-Consumer-Groups"] = "4",
  ["Accept"] = "5" } }
name_user()
cases = cases + 1
if next(request.sent) ~= "Accept" or next(request.sent, "Accept") then
  failed = failed + 1
  print "FAILED: headers that are the gateway's own come from the client"
end

if failed > 0 then
  os.exit(1)
end
print(("%d cases: the function names the user of a token, and nobody else"):format(cases))
