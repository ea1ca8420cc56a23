-- Argo CD calls an autoscaler Degraded as long as nothing has been measured, which takes a new pod a minute or two: the
-- metrics server asks every 15 seconds, once the pod is ready. What is still not measured after ten minutes is broken, and so
-- is at once what no waiting mends. Conditions and reasons: Kubernetes 1.37, pkg/controller/podautoscaler/horizontal.go.
local os = require("os")
-- In UTC, as Kubernetes writes times, which so compare as texts. os.date of Argo CD forgets "!" where it is given a time.
local tenMinutesAgo = os.date("%Y-%m-%dT%H:%M:%SZ", os.time(os.date("!*t")) - 600)

local unmeasured = {
  FailedGetContainerResourceMetric = true,
  FailedGetExternalMetric = true,
  FailedGetObjectMetric = true,
  FailedGetPodsMetric = true,
  FailedGetResourceMetric = true,
}

local health = {status = "Progressing", message = "its controller has not looked at it yet"}
for _, condition in ipairs(obj.status ~= nil and obj.status.conditions or {}) do
  local failed = condition.status == "False" and condition.reason ~= "ScalingDisabled"
  if (condition.type == "AbleToScale" or condition.type == "ScalingActive") and failed then
    local waits = unmeasured[condition.reason] and (condition.lastTransitionTime or "") > tenMinutesAgo
    return {status = waits and "Progressing" or "Degraded", message = condition.message}
  end
  if condition.type == "AbleToScale" and condition.status == "True" then
    health = {status = "Healthy", message = condition.message}
  end
end
return health
