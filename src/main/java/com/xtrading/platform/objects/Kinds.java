package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;

/**
 * Kinds that somebody here looks for. Those that are or make pods are in {@link PodKind}, under the
 * same names.
 */
public final class Kinds {

  // Kubernetes
  public static final GroupKind CLUSTER_ROLE = rbac("ClusterRole");
  public static final GroupKind CLUSTER_ROLE_BINDING = rbac("ClusterRoleBinding");
  public static final GroupKind CONFIG_MAP = core("ConfigMap");
  public static final GroupKind CUSTOM_RESOURCE_DEFINITION =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");
  public static final GroupKind CSI_DRIVER = new GroupKind("storage.k8s.io", "CSIDriver");
  public static final GroupKind DAEMON_SET = PodKind.DAEMON_SET.groupKind();
  public static final GroupKind DEPLOYMENT = PodKind.DEPLOYMENT.groupKind();
  public static final GroupKind HORIZONTAL_POD_AUTOSCALER =
      new GroupKind("autoscaling", "HorizontalPodAutoscaler");
  public static final GroupKind INGRESS = new GroupKind("networking.k8s.io", "Ingress");
  public static final GroupKind MUTATING_WEBHOOK = admission("MutatingWebhookConfiguration");
  public static final GroupKind NAMESPACE = core("Namespace");
  public static final GroupKind NETWORK_POLICY =
      new GroupKind("networking.k8s.io", "NetworkPolicy");
  public static final GroupKind NODE = core("Node");
  public static final GroupKind PERSISTENT_VOLUME_CLAIM = core("PersistentVolumeClaim");
  public static final GroupKind POD_DISRUPTION_BUDGET =
      new GroupKind("policy", "PodDisruptionBudget");
  public static final GroupKind PRIORITY_CLASS =
      new GroupKind("scheduling.k8s.io", "PriorityClass");
  public static final GroupKind RESOURCE_QUOTA = core("ResourceQuota");
  public static final GroupKind ROLE = rbac("Role");
  public static final GroupKind ROLE_BINDING = rbac("RoleBinding");
  public static final GroupKind SECRET = core("Secret");
  public static final GroupKind SERVICE = core("Service");
  public static final GroupKind SERVICE_ACCOUNT = core("ServiceAccount");
  public static final GroupKind STATEFUL_SET = PodKind.STATEFUL_SET.groupKind();
  public static final GroupKind STORAGE_CLASS = new GroupKind("storage.k8s.io", "StorageClass");
  public static final GroupKind VALIDATING_ADMISSION_POLICY =
      admission("ValidatingAdmissionPolicy");
  public static final GroupKind VALIDATING_ADMISSION_POLICY_BINDING =
      admission("ValidatingAdmissionPolicyBinding");
  public static final GroupKind VALIDATING_WEBHOOK = admission("ValidatingWebhookConfiguration");

  // Gateway API, and the policies upon it of NGINX Gateway Fabric
  public static final GroupKind CLIENT_SETTINGS_POLICY = nginx("ClientSettingsPolicy");
  public static final GroupKind GATEWAY = gateway("Gateway");
  public static final GroupKind GATEWAY_CLASS = gateway("GatewayClass");
  public static final GroupKind GRPC_ROUTE = gateway("GRPCRoute");
  public static final GroupKind HTTP_ROUTE = gateway("HTTPRoute");
  public static final GroupKind NGINX_PROXY = nginx("NginxProxy");
  public static final GroupKind PROXY_SETTINGS_POLICY = nginx("ProxySettingsPolicy");
  public static final GroupKind RATE_LIMIT_POLICY = nginx("RateLimitPolicy");
  public static final GroupKind REFERENCE_GRANT = gateway("ReferenceGrant");
  public static final GroupKind TCP_ROUTE = gateway("TCPRoute");
  public static final GroupKind TLS_ROUTE = gateway("TLSRoute");
  public static final GroupKind UDP_ROUTE = gateway("UDPRoute");

  // Others
  public static final GroupKind APPLICATION = new GroupKind("argoproj.io", "Application");
  public static final GroupKind APP_PROJECT = new GroupKind("argoproj.io", "AppProject");
  public static final GroupKind AUTHORIZATION_POLICY =
      new GroupKind("security.istio.io", "AuthorizationPolicy");
  public static final GroupKind CERTIFICATE = certificates("Certificate");
  public static final GroupKind CLUSTER_EXTERNAL_SECRET = secrets("ClusterExternalSecret");
  public static final GroupKind CLUSTER_ISSUER = certificates("ClusterIssuer");
  public static final GroupKind DATABASE = new GroupKind("postgresql.cnpg.io", "Database");
  public static final GroupKind EXTERNAL_SECRET = secrets("ExternalSecret");
  public static final GroupKind ISSUER = certificates("Issuer");
  public static final GroupKind PEER_AUTHENTICATION =
      new GroupKind("security.istio.io", "PeerAuthentication");
  public static final GroupKind POD_MONITOR = monitoring("PodMonitor");
  public static final GroupKind PROMETHEUS = monitoring("Prometheus");
  public static final GroupKind PROMETHEUS_RULE = monitoring("PrometheusRule");
  public static final GroupKind PUSH_SECRET = secrets("PushSecret");
  public static final GroupKind QUEUE = new GroupKind("rabbitmq.com", "Queue");
  public static final GroupKind SCALED_OBJECT = new GroupKind("keda.sh", "ScaledObject");
  public static final GroupKind SCRAPE_CONFIG = monitoring("ScrapeConfig");
  public static final GroupKind SECRET_STORE = secrets("SecretStore");
  public static final GroupKind SERVICE_MONITOR = monitoring("ServiceMonitor");

  private static GroupKind core(String kind) {
    return new GroupKind("", kind);
  }

  private static GroupKind monitoring(String kind) {
    return new GroupKind("monitoring.coreos.com", kind);
  }

  private static GroupKind rbac(String kind) {
    return new GroupKind("rbac.authorization.k8s.io", kind);
  }

  private static GroupKind admission(String kind) {
    return new GroupKind("admissionregistration.k8s.io", kind);
  }

  private static GroupKind gateway(String kind) {
    return new GroupKind("gateway.networking.k8s.io", kind);
  }

  private static GroupKind nginx(String kind) {
    return new GroupKind("gateway.nginx.org", kind);
  }

  private static GroupKind certificates(String kind) {
    return new GroupKind("cert-manager.io", kind);
  }

  private static GroupKind secrets(String kind) {
    return new GroupKind("external-secrets.io", kind);
  }

  private Kinds() {}
}
