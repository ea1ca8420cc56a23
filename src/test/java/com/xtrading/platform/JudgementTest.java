package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.manifest.Collision;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.security.Namespaces;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The result is judged, not the declarations: a mistake of a component is found in what it drew.
 */
class JudgementTest {

  private static final Environment STAGING =
      EditedEnvironment.sizing(TestPlatform.environment("staging"));

  /** A component that draws what the test says, for a workload that it declares. */
  private static final class Careless extends Component {
    private final Consumer<Rendering> drawing;

    Careless(Platform platform, Consumer<Rendering> drawing) {
      super(
          platform,
          Delivery.of("careless", platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
      this.drawing = drawing;
      deployment(
          "careless", PodGroup.Size.fixed(2, new Resources(Cpu.millis(10), Memory.mebibytes(10))));
    }

    @Override
    protected void render(Rendering rendering) {
      drawing.accept(rendering);
    }
  }

  private static JudgedEnvironment render(Environment environment, Consumer<Rendering> drawing) {
    return TestPlatform.renderOnly(
        environment,
        platform -> {
          new Careless(platform, drawing);
          new Namespaces(platform);
        });
  }

  @Test
  void aServiceWhosePodsNobodyDrawsIsFound() {
    JudgedEnvironment rendered =
        render(
            STAGING,
            drawing ->
                Workloads.service(drawing.scope(), "careless", List.of(Port.tcp("http", 8000))));
    assertThat(rendered.verdict().isFit()).isFalse();
    assertThat(rendered.verdict().findings())
        .extracting(Finding::rule, Finding::object)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "ReferencesAreClosed", "Service pytrading-staging/careless"));
  }

  @Test
  void theAddressOfAnotherEnvironmentIsFound() {
    Environment production = TestPlatform.environment("production");
    Consumer<Rendering> copied =
        drawing ->
            ConfigMaps.draw(
                drawing.scope(),
                "careless",
                Map.of("DATABASE_HOST", "postgres-rw.pytrading-prod-data.svc.cluster.local"));
    List<JudgedEnvironment> rendered =
        TestPlatform.render(
            environment -> {
              Platform platform = new Platform(environment);
              new Careless(platform, copied);
              new Namespaces(platform);
              return platform;
            },
            List.of(STAGING),
            List.of(STAGING, production));
    assertThat(rendered.get(0).verdict().findings())
        .extracting(Finding::rule)
        .contains("IdentitiesAreUnique");
  }

  @Test
  void anObjectThatIsDrawnTwiceNamesTheComponent() {
    assertThatThrownBy(
            () ->
                render(
                    STAGING,
                    drawing -> {
                      ConfigMaps.draw(drawing.scope(), "twice", Map.of("a", "1"));
                      ConfigMaps.draw(drawing.scope(), "twice", Map.of("a", "2"));
                    }))
        .isInstanceOf(Collision.class)
        .hasMessageContaining("ConfigMap pytrading-staging/twice")
        .hasMessageContaining("component careless");
  }
}
