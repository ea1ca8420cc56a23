# Generated from environments/development.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/development/influxdb/backtest-service" {
  capabilities = ["read"]
}
path "kv/data/development/influxdb/backtest-worker" {
  capabilities = ["read"]
}
path "kv/data/development/influxdb/strategy-runner" {
  capabilities = ["read"]
}
path "kv/data/development/influxdb/strategy-service" {
  capabilities = ["read"]
}
path "kv/data/development/postgres/backtest_service" {
  capabilities = ["read"]
}
path "kv/data/development/postgres/strategy_service" {
  capabilities = ["read"]
}
path "kv/data/development/postgres/user_service" {
  capabilities = ["read"]
}
path "kv/data/development/rabbitmq/backtest-service" {
  capabilities = ["read"]
}
path "kv/data/development/rabbitmq/backtest-worker" {
  capabilities = ["read"]
}
path "kv/data/development/rabbitmq/strategy-scheduler" {
  capabilities = ["read"]
}
path "kv/data/development/redis/redis" {
  capabilities = ["read"]
}
