package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.ImageRef;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageRegistriesTest {

  private static final Environment PRODUCTION = TestPlatform.environment("production");

  /** What runs in namespaces of add-ons, where our rules about images do not hold. */
  private static final Set<String> OF_ADD_ONS = Set.of("BUSYBOX");

  private static boolean isAllowed(Environment environment, ImageRef image) {
    return ImageRegistries.allowedIn(environment).stream().anyMatch(image.toString()::startsWith);
  }

  @Test
  void everyImageOfTheVersionsPageIsAllowedWhereItRuns() throws IllegalAccessException {
    Environment withClair = TestPlatform.withClair().environment();
    int images = 0;
    for (Field constant : Versions.class.getDeclaredFields()) {
      if (constant.getType() == ImageRef.class && Modifier.isPublic(constant.getModifiers())) {
        images++;
        assertThat(isAllowed(withClair, (ImageRef) constant.get(null)))
            .as(constant.getName())
            .isNotEqualTo(OF_ADD_ONS.contains(constant.getName()));
      }
    }
    assertThat(images).isGreaterThan(10);
    int major = PRODUCTION.data().postgres().major();
    assertThat(isAllowed(PRODUCTION, Versions.postgres(major))).isTrue();
  }

  @Test
  void clairIsAllowedWhereItIsUsed() {
    assertThat(PRODUCTION.clair()).isEmpty();
    assertThat(isAllowed(PRODUCTION, Versions.CLAIR)).isFalse();
  }

  @Test
  void anImageOfDockerHubOpensItsRepositoryAloneAndOneOfElsewhereItsMaker() {
    assertThat(ImageRegistries.allowedIn(PRODUCTION))
        .contains("docker.io/library/kong:", "docker.io/oliver006/redis_exporter:")
        .contains("ghcr.io/cloudnative-pg/", "ghcr.io/nginx/", "quay.io/prometheus/")
        .doesNotContain("docker.io/library/")
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(ImageRegistries.upstreamHosts())
        .containsExactly("cr.fluentbit.io", "docker.io", "ghcr.io", "quay.io", "registry.k8s.io");
  }
}
