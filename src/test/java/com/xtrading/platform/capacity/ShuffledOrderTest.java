package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same objects give the same report, in whatever order they come. */
class ShuffledOrderTest {

  private static List<org.junit.jupiter.api.Named<JudgedEnvironment>> each() {
    return TestPlatform.each();
  }

  @ParameterizedTest
  @MethodSource("each")
  void makesNoDifferenceToTheWholeProof(JudgedEnvironment rendered) {
    List<Manifest> manifests = new ArrayList<>(rendered.manifests());
    List<Made> made = new ArrayList<>(rendered.rendered().objects().made());
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Collections.shuffle(manifests, random);
      Collections.shuffle(made, random);
      assertThat(
              CapacityProof.of(
                  Premises.of(rendered.environment()), new ClusterObjects(manifests, made)))
          .as("seed %d", seed)
          .isEqualTo(rendered.capacity());
    }
  }

  @ParameterizedTest
  @MethodSource("each")
  void makesNoDifferenceToWhatSitsWhere(JudgedEnvironment rendered) {
    List<Manifest> manifests = new ArrayList<>(rendered.manifests());
    List<Made> made = new ArrayList<>(rendered.rendered().objects().made());
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Collections.shuffle(manifests, random);
      Collections.shuffle(made, random);
      Premises premises = Premises.of(rendered.environment());
      Simulation simulation =
          new Simulation(
              Fleet.of(premises, new ClusterObjects(manifests, made)),
              premises.nodes(),
              premises.nodes().count(),
              premises.nodes().count());
      List<List<String>> names = new ArrayList<>();
      for (int node = 0; node < premises.nodes().count(); node++) {
        names.add(simulation.occupancy().on(node).stream().map(simulation::name).sorted().toList());
      }
      assertThat(names)
          .as("seed %d", seed)
          .isEqualTo(
              rendered.capacity().nodes().stream()
                  .map(
                      node ->
                          node.pods().stream().map(CapacityReport.PodUse::name).sorted().toList())
                  .toList());
    }
  }

  @Test
  void aScenarioAloneComesToTheSameAsAmongOthers() {
    JudgedEnvironment production = TestPlatform.reference("production");
    for (Scenario scenario : Scenario.values()) {
      CapacityReport alone = CapacityProof.of(production.rendered(), EnumSet.of(scenario));
      assertThat(alone.outcomes())
          .isEqualTo(
              production.capacity().outcomes().stream()
                  .filter(outcome -> outcome.scenario() == scenario)
                  .toList());
    }
  }
}
