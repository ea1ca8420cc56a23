"""Every custom resource of some samples was spoken of, or is of a kind that is projected or brings nothing.

usage: samples.py FOLDER MESSAGES OPERATOR; MESSAGES is what `policy` said of the folder.
"""

import pathlib
import sys

import yaml

# Kinds of which what is made is projected; of these policy names the fields that are not followed.
PROJECTED = {"Cluster", "Gateway", "NginxProxy", "Pooler", "Prometheus", "RabbitmqCluster", "RedisCluster"}
# Kinds that make nothing that runs and open nothing, by themselves.
BRING_NOTHING = {
    # CloudNativePG
    "Backup", "ClusterImageCatalog", "Database", "DatabaseRole", "ImageCatalog", "Publication", "ScheduledBackup", "Subscription",
    # Prometheus operator: what configurations are made of
    "AlertmanagerConfig", "PodMonitor", "Probe", "PrometheusRule", "ScrapeConfig", "ServiceMonitor",
    # RabbitMQ topology
    "Binding", "Exchange", "Federation", "OperatorPolicy", "Permission", "Policy", "Queue", "SchemaReplication", "Shovel", "SuperStream",
    "TopicPermission", "User", "Vhost",
    # Gateway API and NGINX Gateway Fabric: how requests are led
    "BackendTLSPolicy", "ClientSettingsPolicy", "GRPCRoute", "GatewayClass", "HTTPRoute", "InferenceObjective", "InferencePool", "ListenerSet",
    "NginxGateway", "ObservabilityPolicy", "ProxySettingsPolicy", "RateLimitPolicy", "ReferenceGrant", "SnippetsFilter", "SnippetsPolicy",
    "TCPRoute", "TLSRoute", "UDPRoute", "UpstreamSettingsPolicy", "AuthenticationFilter", "WAFPolicy",
    # Others that samples need
    "APIService", "Bundle", "Certificate", "ClusterIssuer", "CustomResourceDefinition", "Issuer", "ObjectStore", "StorageClass",
    "VolumeSnapshot", "VolumeSnapshotClass", "PodSecurityPolicy", "SecurityContextConstraints", "NetworkAttachmentDefinition",
}


def main(folder, messages, operator):
    said = pathlib.Path(messages).read_text()
    read = silent = 0
    for file in sorted(pathlib.Path(folder).rglob("*.y*ml")):
        try:
            documents = list(yaml.safe_load_all(file.read_text()))
        except yaml.YAMLError:
            continue  # templates; policy names them
        for document in documents:
            if not isinstance(document, dict) or "." not in str(document.get("apiVersion")):
                continue
            kind = str(document.get("kind"))
            group = document["apiVersion"].split("/")[0]
            if group.endswith(".k8s.io") and not group.startswith(("gateway.", "inference.", "snapshot.")):
                continue  # of Kubernetes itself
            read += 1
            name = str((document.get("metadata") or {}).get("name"))
            is_named = any(file.name in line and kind in line and name in line for line in said.splitlines())
            if kind not in PROJECTED | BRING_NOTHING and not is_named:
                print(f"WRONG {operator}: nobody speaks of {kind} {name} of {group} in {file.name}")
                silent += 1
    print(f"{operator}: {read} custom resources, {len(said.splitlines())} messages, {silent} passed over in silence")
    return silent == 0 and read > 0


sys.exit(0 if main(*sys.argv[1:]) else 1)
