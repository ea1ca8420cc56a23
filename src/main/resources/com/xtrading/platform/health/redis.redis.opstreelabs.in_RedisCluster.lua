-- Argo CD has no check. States: redis-operator 0.26.0, api/rediscluster/v1beta2/rediscluster_types.go. The operator still says
-- Ready of the size before when it has not seen a new one yet, so the numbers count too.
local spec, status = obj.spec, obj.status or {}
local wanted = {
  leaders = spec.redisLeader ~= nil and spec.redisLeader.replicas or spec.clusterSize,
  followers = spec.redisFollower ~= nil and spec.redisFollower.replicas or spec.clusterSize,
}
local ready = {leaders = status.readyLeaderReplicas or 0, followers = status.readyFollowerReplicas or 0}

if status.state == nil then
  return {status = "Progressing", message = "its operator has not looked at it yet"}
end
if status.state == "Failed" then
  return {status = "Degraded", message = status.reason}
end
if status.state ~= "Ready" then
  return {status = "Progressing", message = status.reason}
end
for _, role in ipairs({"leaders", "followers"}) do
  if ready[role] ~= wanted[role] then
    return {status = "Progressing", message = ready[role] .. " of " .. wanted[role] .. " " .. role .. " are ready"}
  end
end
return {status = "Healthy", message = status.reason}
