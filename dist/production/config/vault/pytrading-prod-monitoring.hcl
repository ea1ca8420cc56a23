# Generated from environments/production.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/production/alertmanager/receivers" {
  capabilities = ["read"]
}
