# Generated from environments/production.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/production/cloudflare/dns" {
  capabilities = ["read"]
}
path "kv/data/production/redis/redis-rate-limits" {
  capabilities = ["read"]
}
path "kv/data/production/sign-on/alertmanager" {
  capabilities = ["read"]
}
path "kv/data/production/sign-on/grafana" {
  capabilities = ["read"]
}
path "kv/data/production/sign-on/jaeger" {
  capabilities = ["read"]
}
path "kv/data/production/sign-on/prometheus" {
  capabilities = ["read"]
}
path "kv/data/production/sign-on/rabbitmq" {
  capabilities = ["read"]
}
