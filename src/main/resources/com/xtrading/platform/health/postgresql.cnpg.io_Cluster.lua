-- Argo CD's check ends in an error while there is no status, calls a cluster Degraded that takes over new settings or a new
-- version of itself, and one Suspended that is lost. Phases: CloudNativePG 1.30.0, api/v1/cluster_types.go. What is not named
-- here, the operator is at work on, or tries again.
local broken = {
  ["Cluster is unrecoverable and needs manual intervention"] = true,
  ["Invalid cluster definition"] = true,
  ["Cluster has incomplete or invalid image catalog"] = true,
  ["Cluster cannot execute instance online upgrade due to missing architecture binary"] = true,
}

local status = obj.status or {}
local annotations = obj.metadata.annotations or {}
if annotations["cnpg.io/reconciliationLoop"] == "disabled" then
  return {status = "Suspended", message = "somebody has stopped the operator for it"}
end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "cnpg.io/hibernation" then
    return {status = condition.status == "True" and "Suspended" or "Progressing", message = condition.message}
  end
end

local message = status.phase
if status.phaseReason ~= nil and status.phaseReason ~= "" then
  message = status.phase .. ": " .. status.phaseReason
end
if status.phase == nil then
  return {status = "Progressing", message = "its operator has not looked at it yet"}
end
if broken[status.phase] then
  return {status = "Degraded", message = message}
end
if status.phase == "Waiting for user action" then
  return {status = "Suspended", message = message}
end
if status.phase ~= "Cluster in healthy state" then
  return {status = "Progressing", message = message}
end
local ready, wanted = status.readyInstances or 0, obj.spec.instances or 1
if ready < wanted then
  return {status = "Progressing", message = ready .. " of " .. wanted .. " instances are ready"}
end
return {status = "Healthy", message = message}
