-- Argo CD has no check for Applications, so that waves of them would not wait at all. Their own health alone is not enough
-- (Argo CD 3.6, controller/health.go and appcontroller.go): what a later wave of an Application brings is missing until then
-- and does not count; a hook that has failed is no part of it; and a sync that has just ended is compared with git only
-- afterwards. Times compare as texts.
local status = obj.status or {}
local sync = status.operationState or {}
local synced = status.sync ~= nil and status.sync.status == "Synced"

if sync.phase == "Running" or sync.phase == "Terminating" then
  return {status = "Progressing", message = sync.message or "it is being synced"}
end
if obj.operation ~= nil then
  return {status = "Progressing", message = "its sync is about to start"}
end
if sync.phase == nil and not synced then
  return {status = "Progressing", message = "it has not been synced yet"}
end
if sync.phase == "Failed" or sync.phase == "Error" then
  return {status = "Degraded", message = sync.message or "its last sync has failed"}
end
if status.reconciledAt == nil or sync.finishedAt ~= nil and status.reconciledAt < sync.finishedAt then
  return {status = "Progressing", message = "nobody has looked at it since its sync ended"}
end
if status.health == nil or status.health.status == nil then
  return {status = "Progressing", message = "its health is not known yet"}
end
return {status = status.health.status, message = status.health.message or "as its objects are"}
