# Generated from environments/production.yaml and the Java sources. Do not edit; run: mvn compile exec:java
path "kv/data/production/ceph/csi-cephfs-node" {
  capabilities = ["read"]
}
path "kv/data/production/ceph/csi-cephfs-provisioner" {
  capabilities = ["read"]
}
path "kv/data/production/ceph/csi-rbd-node" {
  capabilities = ["read"]
}
path "kv/data/production/ceph/csi-rbd-provisioner" {
  capabilities = ["read"]
}
