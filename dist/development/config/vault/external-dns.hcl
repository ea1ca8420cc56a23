# Generated from environments/development.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/development/cloudflare/dns" {
  capabilities = ["read"]
}
