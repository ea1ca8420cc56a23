package com.xtrading.platform.component;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.ImageRef;
import java.util.List;
import java.util.stream.Stream;

/** Where the images of the platform's pods may come from. */
public final class ImageRegistries {

  /** Upstream repositories, as beginnings of image references. */
  private static final List<String> UPSTREAM =
      List.of(
          "cr.fluentbit.io/fluent/",
          "docker.io/library/influxdb:",
          "docker.io/library/kong:",
          "docker.io/library/rabbitmq:",
          "docker.io/oliver006/redis_exporter:",
          "ghcr.io/cloudnative-pg/",
          "ghcr.io/nginx/",
          "quay.io/oauth2-proxy/",
          "quay.io/opstree/",
          "quay.io/prometheus-operator/",
          "quay.io/prometheus/");

  private ImageRegistries() {}

  /** Hosts of upstream repositories, in order. */
  public static List<String> upstreamHosts() {
    return UPSTREAM.stream()
        .map(repository -> repository.substring(0, repository.indexOf('/')))
        .distinct()
        .toList();
  }

  /** Beginnings of image references that are allowed in an environment, in order. */
  public static List<String> allowedIn(Environment environment) {
    Stream<ImageRef> chosen =
        Stream.concat(
            Stream.of(environment.images().backend(), environment.images().frontend()),
            environment.clair().map(used -> Versions.CLAIR).stream());
    return Stream.concat(UPSTREAM.stream(), chosen.map(image -> image.repository() + ":"))
        .distinct()
        .sorted()
        .toList();
  }
}
