-- What only the gateway says of a caller is dropped from what callers send; a variable of nginx is read from both
-- spellings.
local ours = {
  "X-User-Id", "X_User_Id", "X-Consumer-Id", "X-Consumer-Custom-Id", "X-Consumer-Username", "X-Consumer-Groups",
  "X-Authenticated-Groups", "X-Credential-Identifier", "X-Anonymous-Consumer",
}
return function()
  for _, name in ipairs(ours) do
    kong.service.request.clear_header(name)
  end
end
