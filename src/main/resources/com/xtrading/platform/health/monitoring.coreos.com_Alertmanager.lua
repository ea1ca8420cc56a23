-- Argo CD has no check for it. The operator calls one unavailable as long as no pod of it is ready, which is so of every new one
-- (prometheus-operator 0.93, pkg/operator/statefulset_reporter.go). What has no pod after ten minutes is broken, and so is what it
-- cannot make.
local os = require("os")
-- In UTC, as Kubernetes writes times, which so compare as texts. os.date of Argo CD forgets "!" where it is given a time.
local tenMinutesAgo = os.date("%Y-%m-%dT%H:%M:%SZ", os.time(os.date("!*t")) - 600)

local conditions = {}
for _, condition in ipairs(obj.status ~= nil and obj.status.conditions or {}) do
  -- One of an older form of the object says nothing about this one.
  if (condition.observedGeneration or 0) >= (obj.metadata.generation or 0) then
    conditions[condition.type] = condition
  end
end
local reconciled, available = conditions.Reconciled, conditions.Available

if reconciled ~= nil and reconciled.status == "False" then
  return {status = "Degraded", message = reconciled.message}
end
if available == nil then
  return {status = "Progressing", message = "its operator has not looked at it yet"}
end
if available.status == "True" then
  return {status = "Healthy", message = "all its pods are ready"}
end
if available.status == "False" and (available.lastTransitionTime or "") <= tenMinutesAgo then
  return {status = "Degraded", message = available.message or available.reason}
end
return {status = "Progressing", message = available.message or available.reason}
