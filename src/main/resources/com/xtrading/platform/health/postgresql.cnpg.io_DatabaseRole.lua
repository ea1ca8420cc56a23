-- Argo CD has no check. The instance manager writes observedGeneration only where it has applied a role (CloudNativePG 1.30.0,
-- api/v1/databaserole_funcs.go), so that a role which was never applied waits, whatever failed: its cluster may still start.
local status = obj.status or {}
local observed = status.observedGeneration ~= nil and status.observedGeneration == obj.metadata.generation

if observed and status.applied == true then
  return {status = "Healthy", message = "it is as it is written"}
end
if observed and status.applied == false then
  return {status = "Degraded", message = status.message}
end
return {status = "Progressing", message = status.message or "no instance has applied it yet"}
