package com.xtrading.platform.component;

import com.xtrading.platform.model.ImageRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every version of software that is not ours, in one place. That of an add-on moves once somebody
 * has rendered it with our values (docs/how-to/upgrade-an-add-on.md); where a newer one waits for
 * that, it is said.
 */
public final class Versions {

  public static final HelmChart CEPH_CSI_OPERATOR =
      new HelmChart(
          "https://ceph.github.io/ceph-csi-operator",
          "ceph-csi-operator",
          "1.0.4",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  public static final HelmChart CEPH_CSI_DRIVERS =
      new HelmChart(
          "https://ceph.github.io/ceph-csi-operator",
          "ceph-csi-drivers",
          "1.0.4",
          ClusterPart.ROLES);

  /** v1.21.2 has not been rendered yet. */
  public static final HelmChart CERT_MANAGER =
      new HelmChart(
          "quay.io/jetstack/charts",
          "cert-manager",
          "v1.21.1",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS,
          ClusterPart.MUTATING_WEBHOOKS,
          ClusterPart.VALIDATING_WEBHOOKS);

  /** CloudNativePG 1.30.0. */
  public static final HelmChart CLOUDNATIVE_PG =
      new HelmChart(
          "https://cloudnative-pg.github.io/charts",
          "cloudnative-pg",
          "0.29.0",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS,
          ClusterPart.MUTATING_WEBHOOKS,
          ClusterPart.VALIDATING_WEBHOOKS);

  public static final HelmChart EXTERNAL_SECRETS =
      new HelmChart(
          "https://charts.external-secrets.io",
          "external-secrets",
          "2.9.0",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS,
          ClusterPart.VALIDATING_WEBHOOKS);

  /** External DNS 0.21.0. Charts of 0.22 have not been rendered yet. */
  public static final HelmChart EXTERNAL_DNS =
      new HelmChart(
          "https://kubernetes-sigs.github.io/external-dns/",
          "external-dns",
          "1.21.1",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  /** The kinds of the Gateway API that NGINX Gateway Fabric is made for. */
  public static final KustomizeFolder GATEWAY_API =
      new KustomizeFolder(
          "https://github.com/kubernetes-sigs/gateway-api",
          "config/crd",
          "v1.5.1",
          List.of(),
          List.of(),
          Set.of(ClusterPart.DEFINITIONS, ClusterPart.ADMISSION_POLICIES));

  /** Trivy operator 0.32.0. Its charts from 0.35.0 on have not been rendered yet. */
  public static final HelmChart TRIVY_OPERATOR =
      new HelmChart(
          "ghcr.io/aquasecurity/helm-charts",
          "trivy-operator",
          "0.34.0",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  private static final String ISTIO = "https://istio-release.storage.googleapis.com/charts";

  /**
   * What is recorded of its charts was rendered from the branch of 1.30, after 1.30.3, stamped with
   * this version as a release is.
   */
  private static final String ISTIO_VERSION = "1.30.5";

  public static final HelmChart ISTIO_BASE =
      new HelmChart(
          ISTIO, "base", ISTIO_VERSION, ClusterPart.DEFINITIONS, ClusterPart.VALIDATING_WEBHOOKS);

  public static final HelmChart ISTIO_CNI =
      new HelmChart(ISTIO, "cni", ISTIO_VERSION, ClusterPart.ROLES);

  public static final HelmChart ISTIOD =
      new HelmChart(
          ISTIO, "istiod", ISTIO_VERSION, ClusterPart.ROLES, ClusterPart.VALIDATING_WEBHOOKS);

  public static final HelmChart ZTUNNEL = new HelmChart(ISTIO, "ztunnel", ISTIO_VERSION);

  public static final HelmChart LOCAL_PATH =
      new HelmChart(
          "https://github.com/rancher/local-path-provisioner",
          "deploy/chart/local-path-provisioner",
          "v0.0.37",
          ClusterPart.ROLES);

  /** From git: the archives of its chart repository were replaced after the release. */
  public static final HelmChart NFS_CSI =
      new HelmChart(
          "https://github.com/kubernetes-csi/csi-driver-nfs",
          "charts/v4.13.4/csi-driver-nfs",
          "v4.13.4",
          ClusterPart.ROLES,
          ClusterPart.CSI_DRIVER);

  public static final HelmChart NGINX_GATEWAY_FABRIC =
      new HelmChart(
          "ghcr.io/nginx/charts",
          "nginx-gateway-fabric",
          "2.6.7",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS,
          ClusterPart.GATEWAY_CLASS);

  /** Prometheus operator 0.93.1. Charts from 89.0.0 on have not been rendered yet. */
  public static final HelmChart PROMETHEUS_OPERATOR =
      new HelmChart(
          "https://prometheus-community.github.io/helm-charts",
          "kube-prometheus-stack",
          "88.5.3",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  /** RabbitMQ has no chart of its own; what its folder names as image moves. */
  public static final KustomizeFolder RABBITMQ_OPERATOR =
      new KustomizeFolder(
          "https://github.com/rabbitmq/cluster-operator",
          "config/installation",
          "v2.22.3",
          List.of(KustomizeFolder.Image.of("ghcr.io/rabbitmq/cluster-operator", "2.22.3")),
          List.of(),
          Set.of(
              ClusterPart.ROLES,
              ClusterPart.DEFINITIONS,
              ClusterPart.MUTATING_WEBHOOKS,
              ClusterPart.VALIDATING_WEBHOOKS));

  public static final KustomizeFolder RABBITMQ_TOPOLOGY_OPERATOR =
      new KustomizeFolder(
          "https://github.com/rabbitmq/messaging-topology-operator",
          "config/installation",
          "v1.20.1",
          List.of(
              new KustomizeFolder.Image(
                  "rabbitmqoperator/messaging-topology-operator",
                  ImageRef.of("ghcr.io/rabbitmq/messaging-topology-operator", "1.20.1"))),
          List.of(),
          Set.of(
              ClusterPart.ROLES,
              ClusterPart.DEFINITIONS,
              ClusterPart.MUTATING_WEBHOOKS,
              ClusterPart.VALIDATING_WEBHOOKS));

  /** 2.21 has not been rendered yet. */
  public static final HelmChart KEDA =
      new HelmChart(
          "https://kedacore.github.io/charts",
          "keda",
          "2.20.2",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  /** Redis operator 0.26.0. */
  public static final HelmChart REDIS_OPERATOR =
      new HelmChart(
          "https://ot-container-kit.github.io/helm-charts",
          "redis-operator",
          "0.26.1",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  /** Snapshot controller 8.6.0. Newer charts have not been rendered yet. */
  public static final HelmChart SNAPSHOT_CONTROLLER =
      new HelmChart(
          "https://piraeus.io/helm-charts/",
          "snapshot-controller",
          "5.2.0",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  /** Vault 2.0.4. */
  public static final HelmChart VAULT =
      new HelmChart("https://helm.releases.hashicorp.com", "vault", "0.34.1", ClusterPart.ROLES);

  /** Vertical pod autoscaler 1.7.1. Charts of 1.8 have not been rendered yet. */
  public static final HelmChart VERTICAL_POD_AUTOSCALER =
      new HelmChart(
          "https://kubernetes.github.io/autoscaler",
          "vertical-pod-autoscaler",
          "0.11.0",
          ClusterPart.ROLES,
          ClusterPart.DEFINITIONS);

  public static final ImageRef ALERTMANAGER =
      ImageRef.of("quay.io/prometheus/alertmanager", "v0.34.2");

  /** Runs for a moment when a local volume is made, in the namespace of the driver. */
  public static final ImageRef BUSYBOX = ImageRef.of("docker.io/library/busybox", "1.37.0");

  public static final ImageRef CLAIR = ImageRef.of("quay.io/projectquay/clair", "4.9.0");

  public static final ImageRef FLUENT_BIT =
      ImageRef.of("cr.fluentbit.io/fluent/fluent-bit", "5.1.1");

  /** Data sources are plugins that its image brings, beside the server. */
  public static final ImageRef GRAFANA = ImageRef.of("docker.io/grafana/grafana", "13.2.3");

  /** Its command line writes the settings of the server too. */
  public static final ImageRef INFLUXDB = ImageRef.of("docker.io/library/influxdb", "2.9.1");

  public static final ImageRef JAEGER = ImageRef.of("docker.io/jaegertracing/jaeger", "2.20.0");

  /** The last line of Kong that is free software. */
  public static final ImageRef KONG = ImageRef.of("docker.io/library/kong", "3.9.3");

  public static final ImageRef KUBE_STATE_METRICS =
      ImageRef.of("registry.k8s.io/kube-state-metrics/kube-state-metrics", "v2.20.0");

  public static final ImageRef NODE_EXPORTER =
      ImageRef.of("quay.io/prometheus/node-exporter", "v1.12.1");

  public static final ImageRef OAUTH2_PROXY =
      ImageRef.of("quay.io/oauth2-proxy/oauth2-proxy", "v7.15.6");

  public static final ImageRef PROMETHEUS = ImageRef.of("quay.io/prometheus/prometheus", "v3.13.2");

  public static final ImageRef PGBOUNCER =
      ImageRef.of("ghcr.io/cloudnative-pg/pgbouncer", "1.25.1");

  /**
   * The last line of RabbitMQ that lets Celery 5.6 declare its transient queues: 4.3 refuses them.
   */
  public static final ImageRef RABBITMQ =
      ImageRef.of("docker.io/library/rabbitmq", "4.2.9-management");

  public static final ImageRef REDIS = ImageRef.of("quay.io/opstree/redis", "v7.2.16");

  public static final ImageRef REDIS_EXPORTER =
      ImageRef.of("docker.io/oliver006/redis_exporter", "v1.86.0");

  private static final Map<Integer, ImageRef> POSTGRES =
      Map.of(18, ImageRef.of("ghcr.io/cloudnative-pg/postgresql", "18.4-minimal-trixie"));

  /**
   * Beginnings of references to images that run in namespaces of the platform and are named nowhere
   * here: operators put them in, at versions of theirs. One that leaves this page stays here for a
   * release, while pods of the last one may still be made anew.
   */
  static final List<String> UNNAMED = List.of("ghcr.io/nginx/", "quay.io/prometheus-operator/");

  /** The image of a major version of PostgreSQL that the environment files accept. */
  public static ImageRef postgres(int major) {
    return Optional.ofNullable(POSTGRES.get(major))
        .orElseThrow(() -> new IllegalArgumentException("no image for PostgreSQL " + major));
  }

  /** Images that run in namespaces of the platform, whatever the environment has. */
  static List<ImageRef> ofEveryEnvironment() {
    return Stream.concat(
            Stream.of(
                ALERTMANAGER,
                FLUENT_BIT,
                GRAFANA,
                INFLUXDB,
                JAEGER,
                KONG,
                KUBE_STATE_METRICS,
                NODE_EXPORTER,
                OAUTH2_PROXY,
                PROMETHEUS,
                PGBOUNCER,
                RABBITMQ,
                REDIS,
                REDIS_EXPORTER),
            POSTGRES.values().stream())
        .toList();
  }

  private Versions() {}
}
