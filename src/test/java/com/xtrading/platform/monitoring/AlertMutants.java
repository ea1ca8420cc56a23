package com.xtrading.platform.monitoring;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.TradingPlatform;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertScenario;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.EnvironmentLoader;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.slo.SloRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes wrong copies of every alert of the platform, which its scenarios must tell from the right
 * one, also of parts that no committed environment switches on.
 *
 * <p>Below the folder of its argument: {@code right/<part>/{rules,tests}/<group>.yaml} of the parts
 * that {@code dist/} does not have, which promtool must accept; {@code
 * wrong/<number>/{rules,tests}/<group>.yaml}, which it must refuse; {@code wrong.tsv} with number,
 * alert and what is wrong; {@code left-out.tsv} with what has no wrong copy of a kind, and why.
 *
 * <p>A copy is wrong in one of these: one comparison, wherever it stands, is negated; the number of
 * a comparison outside parentheses is a fifth higher or lower; {@code for} is doubled, or halved.
 * Alerts of objectives are copied for one objective of each kind.
 */
public final class AlertMutants {

  private final Path folder;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> firsts = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private AlertMutants(Path folder) {
    this.folder = folder;
  }

  /** One argument: a folder that is there. */
  public static void main(String[] arguments) throws IOException {
    AlertMutants mutants = new AlertMutants(Path.of(arguments[0]));
    for (Environment environment : EnvironmentLoader.load(Path.of("environments")).environments()) {
      mutants.add(environment, TradingPlatform.declare(environment).topology());
    }
    mutants.addReference(
        "meshed",
        () ->
            EditedEnvironment.roomyStaging(
                "\nmonitoring:\n", "\nmesh: istio-ambient\nmonitoring:\n"));
    mutants.addReference(
        "clair",
        () -> EditedEnvironment.roomyStaging("\nlogging:\n", TestPlatform.CLAIR + "logging:\n"));
    mutants.addReference(
        "own-vault", () -> EditedEnvironment.withOwnVault(EditedEnvironment.AWS_SEAL));
    mutants.finish();
  }

  /** Parts that no committed environment has are written themselves too. */
  private void addReference(String name, Supplier<Environment> edited) {
    Environment environment = edited.get();
    Topology topology = ReferencePlatform.declare(environment).topology();
    AlertTexts texts = new AlertTexts(environment.gitops().repoURL());
    Path right = folder.resolve("right").resolve(name);
    topology.alerts().stream()
        .filter(alert -> !seen.contains(identity(alert)))
        .collect(Collectors.groupingBy(AlertRule::group, TreeMap::new, Collectors.toList()))
        .forEach((group, alerts) -> write(right, group, topology, alerts, alerts, texts));
    add(environment, topology);
  }

  private void add(Environment environment, Topology topology) {
    AlertTexts texts = new AlertTexts(environment.gitops().repoURL());
    for (AlertRule alert : topology.alerts()) {
      if (seen.add(identity(alert)) && isFirstOfItsKind(alert, topology)) {
        mutate(alert, topology, texts);
      }
    }
  }

  /** Alerts of objectives differ in numbers alone: one objective of each kind stands for all. */
  private boolean isFirstOfItsKind(AlertRule alert, Topology topology) {
    for (Slo slo : topology.slos()) {
      if (alert.name().equals(SloRules.ALERT)
          && slo.service().equals(alert.labels().get("service"))
          && slo.name().equals(alert.labels().get("slo"))) {
        String kind = slo.sli().getClass().getSimpleName();
        String first = firsts.computeIfAbsent(kind, some -> slo.toString());
        if (!first.equals(slo.toString())) {
          leftOut.add("%s of %s\tall\tmade as those of %s".formatted(alert.name(), slo, first));
          return false;
        }
      }
    }
    return true;
  }

  private static String identity(AlertRule alert) {
    return alert.group() + alert.name() + alert.labels();
  }

  private void mutate(AlertRule alert, Topology topology, AlertTexts texts) {
    List<Comparison> comparisons = Comparison.of(alert.expression());
    if (comparisons.isEmpty()) {
      leftOut.add(alert.name() + "\tthreshold\tthe expression compares nothing");
    }
    for (Comparison comparison : comparisons) {
      write(
          alert,
          topology,
          texts,
          "negated " + comparison.operator(),
          expression(comparison.negated()));
      if (comparison.depth() == 0) {
        comparison
            .moved()
            .forEach(
                moved ->
                    write(
                        alert,
                        topology,
                        texts,
                        "moved " + comparison.operator(),
                        expression(moved)));
      }
    }
    if (alert.holdFor().isZero()) {
      leftOut.add(alert.name() + "\tfor\tit fires at once");
    } else {
      Duration time = alert.holdFor();
      write(alert, topology, texts, "for doubled", holding(time.multipliedBy(2)));
      // In steps of the evaluation: between two of them nothing changes.
      Duration step = AlertScenario.step(time);
      Duration half = step.multipliedBy(time.dividedBy(step) / 2);
      write(alert, topology, texts, "for halved", holding(half));
    }
  }

  private record Change(Optional<String> expression, Optional<Duration> holdFor) {}

  private static Change expression(String expression) {
    return new Change(Optional.of(expression), Optional.empty());
  }

  private static Change holding(Duration time) {
    return new Change(Optional.empty(), Optional.of(time));
  }

  /** The wrong copy with rules of the same name, which its scenarios know, and those it reads. */
  private void write(
      AlertRule alert, Topology topology, AlertTexts texts, String what, Change change) {
    AlertRule changed =
        new AlertRule(
            alert.group(),
            alert.name(),
            new Condition(
                change.expression().orElse(alert.expression()),
                change.holdFor().orElse(alert.holdFor()),
                alert.condition().keepFiringFor()),
            alert.urgency(),
            alert.message(),
            alert.attention(),
            alert.labels(),
            alert.scenarios());
    List<AlertRule> named =
        topology.alerts().stream()
            .filter(
                other -> other.group().equals(alert.group()) && other.name().equals(alert.name()))
            .toList();
    List<AlertRule> evaluated =
        Stream.concat(Stream.of(changed), named.stream().filter(other -> !other.equals(alert)))
            .toList();
    Path place = folder.resolve("wrong").resolve(Integer.toString(wrong.size()));
    write(place, alert.group(), topology, List.of(alert), evaluated, texts);
    wrong.add(
        "%d\t%s\t%s\t%s"
            .formatted(
                wrong.size(),
                alert.name(),
                what,
                change
                    .expression()
                    .or(() -> change.holdFor().map(Duration::toString))
                    .orElseThrow()));
  }

  private void finish() throws IOException {
    Files.write(folder.resolve("wrong.tsv"), wrong);
    Files.write(folder.resolve("left-out.tsv"), leftOut);
  }

  /** Rules of a group, with the recordings that they read, and the tests of some of them. */
  private static void write(
      Path place,
      String group,
      Topology topology,
      List<AlertRule> tested,
      List<AlertRule> evaluated,
      AlertTexts texts) {
    List<RecordingRule> recordings =
        topology.recordings().stream()
            .filter(recording -> recording.group().equals(group))
            .toList();
    write(place, "rules", group, AlertFiles.rules(group, recordings, evaluated, texts));
    AlertTests.of(group, tested, evaluated, texts)
        .forEach((file, tree) -> write(place, "tests", file, tree));
  }

  private static void write(Path place, String kind, String group, Map<String, Object> tree) {
    try {
      Path parent = Files.createDirectories(place.resolve(kind));
      Files.writeString(parent.resolve(group + ".yaml"), YamlWriter.write(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
