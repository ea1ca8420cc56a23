# Generated from environments/staging.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/staging/influxdb/admin" {
  capabilities = ["read"]
}
path "kv/data/staging/influxdb/backtest-service" {
  capabilities = ["read"]
}
path "kv/data/staging/influxdb/backtest-worker" {
  capabilities = ["read"]
}
path "kv/data/staging/influxdb/strategy-runner" {
  capabilities = ["read"]
}
path "kv/data/staging/influxdb/strategy-service" {
  capabilities = ["read"]
}
path "kv/data/staging/postgres/backtest_service" {
  capabilities = ["read"]
}
path "kv/data/staging/postgres/strategy_service" {
  capabilities = ["read"]
}
path "kv/data/staging/postgres/user_service" {
  capabilities = ["read"]
}
path "kv/data/staging/rabbitmq/backtest-service" {
  capabilities = ["read"]
}
path "kv/data/staging/rabbitmq/backtest-worker" {
  capabilities = ["read"]
}
path "kv/data/staging/rabbitmq/keda" {
  capabilities = ["read"]
}
path "kv/data/staging/rabbitmq/strategy-scheduler" {
  capabilities = ["read"]
}
path "kv/data/staging/redis/redis" {
  capabilities = ["read"]
}
path "kv/data/staging/redis/redis-rate-limits" {
  capabilities = ["read"]
}
