package com.xtrading.platform.component;

import com.xtrading.platform.model.ImageRef;
import java.util.Map;
import java.util.Optional;

/** Every version of software that is not ours, in one place. */
public final class Versions {

  /** CloudNativePG 1.30.0. */
  public static final HelmChart CLOUDNATIVE_PG =
      new HelmChart(
          "https://cloudnative-pg.github.io/charts", "cloudnative-pg", "0.29.0", Map.of());

  public static final HelmChart EXTERNAL_SECRETS =
      new HelmChart("https://charts.external-secrets.io", "external-secrets", "2.9.0", Map.of());

  /** Prometheus operator 0.93.1. */
  public static final HelmChart PROMETHEUS_OPERATOR =
      new HelmChart(
          "https://prometheus-community.github.io/helm-charts",
          "kube-prometheus-stack",
          "88.5.3",
          Map.of());

  public static final ImageRef FLUENT_BIT =
      ImageRef.of("cr.fluentbit.io/fluent/fluent-bit", "5.1.1");

  public static final ImageRef PROMETHEUS = ImageRef.of("quay.io/prometheus/prometheus", "v3.13.2");

  private static final Map<Integer, ImageRef> POSTGRES =
      Map.of(18, ImageRef.of("ghcr.io/cloudnative-pg/postgresql", "18.4-minimal-trixie"));

  /** The image of a major version of PostgreSQL that the environment files accept. */
  public static ImageRef postgres(int major) {
    return Optional.ofNullable(POSTGRES.get(major))
        .orElseThrow(() -> new IllegalArgumentException("no image for PostgreSQL " + major));
  }

  private Versions() {}
}
