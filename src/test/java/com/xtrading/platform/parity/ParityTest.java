package com.xtrading.platform.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.AllowedDifference;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ParityTest {

  private static final Environment STAGING = TestPlatform.environment("staging");

  private static final AllowedDifference NAMES =
      new AllowedDifference("domain", true, "its own", Set.of());
  private static final AllowedDifference SIZES =
      new AllowedDifference("services.*.replicas", false, "load differs", Set.of());

  /** Draws a host, the replicas of each service, and their sum. */
  private static OutputSnapshot simple(Environment environment) {
    SortedMap<String, Object> things = new TreeMap<>();
    things.put("Ingress edge", Map.of("spec", Map.of("host", environment.apiHost().value())));
    int[] sum = {0};
    environment
        .services()
        .forEach(
            (name, size) -> {
              sum[0] += size.replicas().max();
              things.put("Deployment " + name, Map.of("replicas", size.replicas().max()));
            });
    things.put("Quota all", Map.of("pods", sum[0]));
    return new OutputSnapshot(things);
  }

  private static ParityReport between(
      Environment from,
      Environment to,
      Function<Environment, OutputSnapshot> drawing,
      AllowedDifference... allowances) {
    return new Parity(drawing, List.of(allowances), List.of(from, to), step -> {})
        .between(from, to);
  }

  private static Environment moreUsers() {
    return EditedEnvironment.of(
        "staging", "replicas: {min: 2, max: 4}", "replicas: {min: 2, max: 9}");
  }

  @Test
  void environmentsThatAreAlikeDifferInNothing() {
    ParityReport report = between(STAGING, STAGING, ParityTest::simple);
    assertThat(report.causes()).isEmpty();
    assertThat(report.isFine()).isTrue();
  }

  @Test
  void everyDifferenceStandsBelowTheSettingThatCausesIt() {
    ParityReport report = between(STAGING, moreUsers(), ParityTest::simple, SIZES);
    assertThat(report.causes())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.part()).isEqualTo("services.user-service");
              assertThat(cause.settings())
                  .extracting(
                      SettingCause.Setting::path,
                      SettingCause.Setting::from,
                      SettingCause.Setting::to)
                  .containsExactly(
                      org.assertj.core.groups.Tuple.tuple(
                          "services.user-service.replicas.max", "4", "9"));
              assertThat(cause.changes())
                  .extracting(OutputChange::toString)
                  .containsExactly(
                      "Deployment user-service: replicas: 4 -> 9",
                      "Quota all: pods: %d -> %d".formatted(pods(STAGING), pods(STAGING) + 5));
            });
    assertThat(report.isFine()).isTrue();
  }

  private static int pods(Environment environment) {
    return environment.services().values().stream().mapToInt(size -> size.replicas().max()).sum();
  }

  @Test
  void aSettingThatNobodyAllowsFails() {
    ParityReport report = between(STAGING, moreUsers(), ParityTest::simple, NAMES);
    assertThat(report.isFine()).isFalse();
    assertThat(report.causes().get(0).forbidden())
        .extracting(SettingCause.Setting::path)
        .containsExactly("services.user-service.replicas.max");
  }

  @Test
  void namesAreExchangedFirstAndChangeNothingElse() {
    Environment other = EditedEnvironment.of("staging", "domain: staging.", "domain: elsewhere.");
    ParityReport report = between(STAGING, other, ParityTest::simple, NAMES);
    assertThat(report.causes()).extracting(SettingCause::part).containsExactly("names");
    assertThat(report.more()).isEmpty();
    assertThat(report.isFine()).isTrue();
  }

  @Test
  void whoeverAsksForANameIsFound() {
    Environment other = EditedEnvironment.of("staging", "domain: staging.", "domain: elsewhere.");
    Function<Environment, OutputSnapshot> special =
        environment -> {
          SortedMap<String, Object> things = new TreeMap<>(simple(environment).things());
          boolean is = environment.domain().value().startsWith("elsewhere.");
          things.put("Deployment user-service", Map.of("replicas", is ? 1 : 2));
          return new OutputSnapshot(things);
        };
    ParityReport report = between(STAGING, other, special, NAMES);
    assertThat(report.more())
        .extracting(OutputChange::toString)
        .containsExactly("Deployment user-service: replicas: 2 -> 1");
    assertThat(report.isFine()).isFalse();
  }

  @Test
  void theLastStepIsTheOtherEnvironment() {
    List<Environment> drawn = new ArrayList<>();
    between(
        STAGING,
        TestPlatform.environment("production"),
        environment -> {
          drawn.add(environment);
          return simple(environment);
        });
    assertThat(drawn.get(0)).isEqualTo(STAGING);
    assertThat(drawn.get(drawn.size() - 1)).isEqualTo(TestPlatform.environment("production"));
  }

  @Test
  void anAllowanceThatNothingNeedsIsNamed() {
    AllowedDifference stale = new AllowedDifference("mesh", false, "once", Set.of("staging"));
    assertThat(between(STAGING, moreUsers(), ParityTest::simple, SIZES, stale).unused())
        .containsExactly(stale);
  }

  @Test
  void anAllowanceForOneEnvironmentHoldsForItAlone() {
    AllowedDifference allowance =
        new AllowedDifference("data.*.storage", false, "less data", Set.of("staging"));
    assertThat(allowance.covers("data.redis.storage", "staging", "production")).isTrue();
    assertThat(allowance.covers("data.redis.storage", "production", "staging")).isTrue();
    assertThat(allowance.covers("data.redis.storage", "development", "production")).isFalse();
    assertThat(allowance.covers("data.redis.masters", "staging", "production")).isFalse();
    assertThat(allowance.covers("data.redis", "staging", "production")).isFalse();
  }

  @Test
  void linesOfATextAreComparedBetweenWhatIsAlikeOnBothSides() {
    OutputSnapshot one =
        new OutputSnapshot(new TreeMap<>(Map.of("a.conf", "first\nsecond\nlast\n")));
    OutputSnapshot other =
        new OutputSnapshot(new TreeMap<>(Map.of("a.conf", "first\nother\nmore\nlast\n")));
    assertThat(one.changesTo(other))
        .extracting(OutputChange::toString)
        .containsExactly("a.conf: line 2: second -> other, and 1 lines more");
  }

  @Test
  void settingsAreExchangedAtAnyDepth() {
    Environment production = TestPlatform.environment("production");
    Environment mixed = Settings.with(STAGING, "data.postgres", production);
    assertThat(mixed.data().postgres()).isEqualTo(production.data().postgres());
    assertThat(mixed.data().redis()).isEqualTo(STAGING.data().redis());
    assertThat(Settings.with(STAGING, "gitops.destination", production).gitops().destination())
        .isEqualTo(production.gitops().destination());
  }

  @Test
  void environmentsDifferInWhatTheyMayAlone() {
    for (String[] pair :
        new String[][] {
          {"staging", "production"}, {"development", "staging"}, {"development", "production"}
        }) {
      Environment from = TestPlatform.reference(pair[0]).environment();
      Environment to = TestPlatform.reference(pair[1]).environment();
      List<AllowedDifference> allowances = ReferencePlatform.declare(from).allowances();
      ParityReport report =
          new Parity(
                  environment -> new OutputSnapshot(new TreeMap<>()),
                  allowances,
                  List.of(from, to),
                  step -> {})
              .between(from, to);
      assertThat(report.causes().stream().flatMap(cause -> cause.forbidden().stream()))
          .as(String.join(" and ", pair))
          .isEmpty();
      assertThat(report.unused()).as(String.join(" and ", pair)).isEmpty();
    }
  }

  @Test
  void anAllowanceThatAnotherPairNeedsIsNotNeedless() {
    Environment development = TestPlatform.environment("development");
    Environment production = TestPlatform.environment("production");
    AllowedDifference wanted =
        new AllowedDifference("cluster.nodes.memory", false, "larger machines", Set.of("staging"));
    Environment alike = Settings.with(STAGING, "cluster.nodes", production);
    Parity parity =
        new Parity(
            environment -> new OutputSnapshot(new TreeMap<>()),
            List.of(wanted),
            List.of(alike, production),
            step -> {});
    assertThat(parity.between(alike, production).unused()).containsExactly(wanted);
    parity =
        new Parity(
            environment -> new OutputSnapshot(new TreeMap<>()),
            List.of(wanted),
            List.of(alike, production, development),
            step -> {});
    assertThat(parity.between(alike, production).unused()).isEmpty();
  }
}
