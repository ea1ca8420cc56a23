# Generated from environments/staging.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/staging/cloudflare/dns" {
  capabilities = ["read"]
}
path "kv/data/staging/redis/redis-rate-limits" {
  capabilities = ["read"]
}
path "kv/data/staging/sign-on/grafana" {
  capabilities = ["read"]
}
path "kv/data/staging/sign-on/jaeger" {
  capabilities = ["read"]
}
path "kv/data/staging/sign-on/prometheus" {
  capabilities = ["read"]
}
path "kv/data/staging/sign-on/rabbitmq" {
  capabilities = ["read"]
}
