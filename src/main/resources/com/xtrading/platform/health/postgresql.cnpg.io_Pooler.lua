-- Argo CD has no check. "active" says that nothing is missing and instances how many pods there are, not that they are ready
-- (CloudNativePG 1.30.0, api/v1/pooler_types.go and internal/controller/pooler_status.go): the operator writes no more.
local status = obj.status or {}
local wanted = obj.spec.instances or 1
local there = status.instances or 0

if status.error ~= nil and status.error ~= "" then
  return {status = "Degraded", message = status.error}
end
if status.phase == "failed" then
  return {status = "Degraded", message = status.phaseReason}
end
if status.phase == "paused" then
  return {status = "Suspended", message = status.phaseReason}
end
if status.phase ~= "active" then
  return {status = "Progressing", message = status.phaseReason or "its operator has not looked at it yet"}
end
if there < wanted then
  return {status = "Progressing", message = there .. " of " .. wanted .. " pods are there"}
end
return {status = "Healthy", message = there .. " pods are there"}
