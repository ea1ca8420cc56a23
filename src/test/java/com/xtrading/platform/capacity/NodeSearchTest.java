package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.app;
import static com.xtrading.platform.capacity.SetBuilder.pods;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One node stands for many only where all come to the same. */
class NodeSearchTest {

  @Test
  void randomFleetsAreDecidedAsNodeByNode() {
    int decisions = 0;
    int stopped = 0;
    for (int seed = 0; seed < 200; seed++) {
      AtomicReference<OneByOne> check = new AtomicReference<>();
      new RandomFleet(seed)
          .show(
              fleet -> {
                check.set(new OneByOne(fleet));
                return check.get();
              });
      decisions += check.get().decisions();
      stopped += check.get().stopped();
    }
    assertThat(decisions).isGreaterThan(5000);
    assertThat(stopped).isGreaterThan(100);
  }

  private static List<Named<JudgedEnvironment>> each() {
    return TestPlatform.each();
  }

  @ParameterizedTest
  @MethodSource("each")
  void environmentsAreDecidedAsNodeByNode(JudgedEnvironment rendered) {
    Premises premises = Premises.of(rendered.environment());
    Fleet fleet = Fleet.of(premises, rendered.rendered().objects());
    OneByOne check = new OneByOne(fleet);
    int count = premises.nodes().count();
    Simulation simulation =
        new Simulation(fleet, premises.nodes(), count, premises.nodes().autoscaleTo(), check);
    for (Scenario scenario : Scenario.values()) {
      simulation.run(scenario);
    }
    simulation.grow();
    assertThat(check.decisions()).isGreaterThan(100);
  }

  @Test
  void ofNodesThatAreAlikeTheBestIsCompared() {
    SmallCluster cluster =
        SmallCluster.of(
            5,
            pods("web").times(5).asks(100, 100).apart(app("web")),
            pods("other").times(5).asks(200, 200));
    cluster.put(0, 0, 0).put(1, 0, 1).put(1, 1, 2);
    Fitting fitting = cluster.search.fitting(cluster.pod(0, 1));
    assertThat(fitting.nodes().stream()).containsExactly(1, 2, 3, 4);
    assertThat(fitting.compared()).containsExactly(3);
  }

  @Test
  void aNodeWithCompanyIsComparedByItself() {
    SmallCluster cluster =
        SmallCluster.of(
            4, pods("web").times(5).asks(100, 100).prefers(app("web"), 5), pods("other"));
    cluster.put(0, 0, 2);
    Fitting fitting = cluster.search.fitting(cluster.pod(0, 1));
    assertThat(fitting.nodes().stream()).containsExactly(0, 1, 2, 3);
    assertThat(fitting.compared()).containsExactly(0, 2);
  }

  @Test
  void aPodThatIsOfOneNodeFindsNoOther() {
    SmallCluster cluster = SmallCluster.of(3, pods("store").times(2).whereItWas());
    cluster.put(0, 0, 1).occupancy.remove(cluster.pod(0, 0));
    assertThat(cluster.search.fitting(cluster.pod(0, 0)).nodes().stream()).containsExactly(1);
    assertThat(cluster.search.refusals(cluster.pod(0, 0))).isEqualTo(Map.of(Refusal.VOLUME, 2));
  }
}
