-- Argo CD calls one Degraded whose Ready is Unknown, as KEDA writes it for every new one before it looks (KEDA 2.20,
-- controllers/keda/scaledjob_controller.go and apis/keda/v1alpha1/condition_types.go).
local conditions = {}
for _, condition in ipairs(obj.status ~= nil and obj.status.conditions or {}) do
  conditions[condition.type] = condition
end
local ready = conditions.Ready

if ready == nil or ready.status == "Unknown" then
  return {status = "Progressing", message = "KEDA has not looked at it yet"}
end
if ready.status ~= "True" then
  return {status = "Degraded", message = ready.message}
end
if conditions.Paused ~= nil and conditions.Paused.status == "True" then
  return {status = "Suspended", message = conditions.Paused.message}
end
return {status = "Healthy", message = ready.message}
