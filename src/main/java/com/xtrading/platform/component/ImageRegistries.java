package com.xtrading.platform.component;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.ImageRef;
import java.util.List;
import java.util.stream.Stream;

/** Where the images of the platform's pods may come from. */
public final class ImageRegistries {

  /** Where {@code library} holds the images of hundreds of makers. */
  private static final String DOCKER_HUB = "docker.io/";

  /** Upstream repositories, as beginnings of image references. */
  private static final List<String> UPSTREAM =
      Stream.concat(
              Versions.ofEveryEnvironment().stream().map(ImageRegistries::origin),
              Versions.UNNAMED.stream())
          .distinct()
          .sorted()
          .toList();

  private ImageRegistries() {}

  /** The repository at Docker Hub, and everything of the same maker elsewhere. */
  private static String origin(ImageRef image) {
    String repository = image.repository();
    return repository.startsWith(DOCKER_HUB)
        ? repository + ":"
        : repository.substring(0, repository.lastIndexOf('/') + 1);
  }

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
