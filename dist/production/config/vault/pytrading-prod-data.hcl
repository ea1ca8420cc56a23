# Generated from environments/production.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/production/influxdb/admin" {
  capabilities = ["read"]
}
path "kv/data/production/influxdb/backtest-service" {
  capabilities = ["read"]
}
path "kv/data/production/influxdb/backtest-worker" {
  capabilities = ["read"]
}
path "kv/data/production/influxdb/strategy-runner" {
  capabilities = ["read"]
}
path "kv/data/production/influxdb/strategy-service" {
  capabilities = ["read"]
}
path "kv/data/production/postgres/backtest_service" {
  capabilities = ["read"]
}
path "kv/data/production/postgres/strategy_service" {
  capabilities = ["read"]
}
path "kv/data/production/postgres/user_service" {
  capabilities = ["read"]
}
path "kv/data/production/rabbitmq/backtest-service" {
  capabilities = ["read"]
}
path "kv/data/production/rabbitmq/backtest-worker" {
  capabilities = ["read"]
}
path "kv/data/production/rabbitmq/keda" {
  capabilities = ["read"]
}
path "kv/data/production/rabbitmq/strategy-scheduler" {
  capabilities = ["read"]
}
path "kv/data/production/redis/redis" {
  capabilities = ["read"]
}
path "kv/data/production/redis/redis-rate-limits" {
  capabilities = ["read"]
}
