# Generated from environments/staging.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/staging/alertmanager/receivers" {
  capabilities = ["read"]
}
