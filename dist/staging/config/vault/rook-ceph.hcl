# Generated from environments/staging.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/staging/ceph/csi-rbd-node" {
  capabilities = ["read"]
}
path "kv/data/staging/ceph/csi-rbd-provisioner" {
  capabilities = ["read"]
}
