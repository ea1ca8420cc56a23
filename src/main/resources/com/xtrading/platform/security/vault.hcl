cluster_name = "xtrading-@environment@"

# The file of the storage is larger than what is in memory of it, and there is no swap in a cluster.
disable_mlock = true

listener "tcp" {
  address         = "[::]:@api@"
  cluster_address = "[::]:@cluster@"
  tls_cert_file   = "@certificate@/tls.crt"
  tls_key_file    = "@certificate@/tls.key"
  tls_min_version = "tls13"
}

# Metrics need no token here, and network policies let nobody but Prometheus come.
listener "tcp" {
  address         = "[::]:@metrics@"
  tls_cert_file   = "@certificate@/tls.crt"
  tls_key_file    = "@certificate@/tls.key"
  tls_min_version = "tls13"

  telemetry {
    unauthenticated_metrics_access = true
  }
}

storage "raft" {
  path = "/vault/data"
@peers@}

@seal@
# Tells Kubernetes which server is the active one.
service_registration "kubernetes" {}

telemetry {
  disable_hostname          = true
  prometheus_retention_time = "24h"
}
