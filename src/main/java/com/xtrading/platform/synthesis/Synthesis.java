package com.xtrading.platform.synthesis;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentIdentities;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.parity.OutputSnapshot;
import com.xtrading.platform.parity.Parity;
import com.xtrading.platform.parity.ParityReport;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Evidence.Surroundings;
import com.xtrading.platform.policy.PolicySuite;
import com.xtrading.platform.policy.TextFacts;
import com.xtrading.platform.policy.Verdict;
import com.xtrading.platform.policy.rules.Policies;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.report.EnvironmentReadme;
import com.xtrading.platform.security.AdmissionPolicies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The pipeline from an environment to the files of {@code dist/<env>/}: declare, derive and draw,
 * judge, format. Nothing is written here.
 */
public final class Synthesis {

  /** Read when something is judged: the kernel starts meanwhile. */
  private static final class Rules {
    private static final PolicySuite ALL = PolicySuite.of(Policies.all());
  }

  /** What was declared, and what became of it. */
  private record Drawn(Platform platform, RenderedEnvironment rendered) {}

  /** What was declared, and what will give what becomes of it. */
  private record Drawing(Platform platform, Supplier<RenderedEnvironment> rendered) {}

  private final Function<Environment, Platform> declaration;
  private final Delivered delivered;
  private final LocalDate today;
  private final Timings timings;
  private final Kernel kernel;

  /**
   * @param declaration what the platform consists of
   * @param today the day against which waivers expire
   */
  public Synthesis(Function<Environment, Platform> declaration, LocalDate today, Timings timings) {
    this(declaration, Delivered.NOTHING, today, timings, new Kernel(timings));
  }

  private Synthesis(
      Function<Environment, Platform> declaration,
      Delivered delivered,
      LocalDate today,
      Timings timings,
      Kernel kernel) {
    this.declaration = declaration;
    this.delivered = delivered;
    this.today = today;
    this.timings = timings;
    this.kernel = kernel;
  }

  /** The same, for environments of which something is delivered now: changes are judged too. */
  public Synthesis against(Delivered objects) {
    return new Synthesis(declaration, objects, today, timings, kernel);
  }

  /** Starts the kernel, while the caller reads what it will draw. */
  public Synthesis warm() {
    kernel.start();
    return this;
  }

  /**
   * Renders and judges environments, all in one jsii kernel.
   *
   * @param chosen what is asked for
   * @param all every readable environment: none may reach into another
   * @throws InvalidEnvironments when files and declarations do not fit together, with all that is
   *     wrong
   * @param progress is told the name of each environment before its turn
   */
  public List<JudgedEnvironment> run(
      Collection<Environment> chosen, Collection<Environment> all, Consumer<String> progress) {
    return run(chosen, all, progress, Function.identity());
  }

  private <T> List<T> run(
      Collection<Environment> chosen,
      Collection<Environment> all,
      Consumer<String> progress,
      Function<JudgedEnvironment, T> then) {
    List<Platform> platforms = fitting(chosen);
    // While Node.js starts and draws: the texts of the rules are there when they are needed.
    CompletableFuture.runAsync(() -> platforms.forEach(Synthesis::admission));
    EnvironmentIdentities identities = EnvironmentIdentities.of(all);
    TextFacts texts = new TextFacts();
    return each(platforms, progress, drawn -> then.apply(judge(drawn, identities, texts)));
  }

  /**
   * The same for environments of files: what does not fit is told at its line.
   *
   * @param then what to do with each before the next: no environment is kept as a whole
   */
  public <T> List<T> run(
      EnvironmentSelection selection,
      Consumer<String> progress,
      Function<JudgedEnvironment, T> then) {
    return selection.located(() -> run(selection.chosen(), selection.all(), progress, then));
  }

  /**
   * Renders environments for whoever asks about their objects and not whether policies hold.
   *
   * @throws InvalidEnvironments when files and declarations do not fit together
   */
  public List<RenderedEnvironment> render(
      EnvironmentSelection selection, Consumer<String> progress) {
    return selection.located(() -> each(fitting(selection.chosen()), progress, Drawn::rendered));
  }

  /**
   * In what one environment differs from another, and which settings are the cause.
   *
   * @param all every readable environment
   * @param progress is told each part of the settings before its turn
   */
  public ParityReport compare(
      Environment from, Environment to, Collection<Environment> all, Consumer<String> progress) {
    return new Parity(
            environment ->
                OutputSnapshot.of(
                    each(List.of(declared(environment)), unused -> {}, Drawn::rendered).get(0)),
            declaration.apply(from).allowances(),
            all,
            progress)
        .between(from, to);
  }

  private List<Platform> fitting(Collection<Environment> chosen) {
    List<Platform> platforms = chosen.stream().map(this::declared).toList();
    List<EnvironmentProblem> problems =
        platforms.stream().flatMap(platform -> platform.problems().stream()).toList();
    if (!problems.isEmpty()) {
      throw new InvalidEnvironments(problems);
    }
    return platforms;
  }

  private Platform declared(Environment environment) {
    return timings.measure("declare", () -> declaration.apply(environment));
  }

  /** While one environment is worked on, the next is drawn, and no other. */
  private <T> List<T> each(
      List<Platform> platforms, Consumer<String> progress, Function<Drawn, T> work) {
    List<T> results = new ArrayList<>();
    Iterator<Platform> rest = platforms.iterator();
    Optional<Drawing> next = drawn(rest);
    while (next.isPresent()) {
      Platform platform = next.get().platform();
      progress.accept(platform.environment().name().value());
      RenderedEnvironment rendered = next.get().rendered().get();
      next = drawn(rest);
      results.add(work.apply(new Drawn(platform, rendered)));
    }
    return results;
  }

  private Optional<Drawing> drawn(Iterator<Platform> rest) {
    if (!rest.hasNext()) {
      return Optional.empty();
    }
    Platform platform = rest.next();
    return Optional.of(new Drawing(platform, kernel.draw(() -> platform.render(timings))));
  }

  private JudgedEnvironment judge(Drawn one, EnvironmentIdentities identities, TextFacts facts) {
    Platform platform = one.platform();
    RenderedEnvironment drawn = one.rendered();
    RenderedTexts texts = timings.measure("format", () -> new RenderedTexts(drawn));
    ClusterObjects before = Projection.of(delivered.objects(drawn.environment(), texts));
    Evidence known =
        new Evidence(drawn, new Surroundings(before, identities, admission(platform), facts));
    CapacityReport capacity = timings.measure("capacity", known::capacity);
    Evidence evidence = known.with(EnvironmentReadme.of(drawn, capacity));
    Verdict verdict =
        timings.measure("judge", () -> Rules.ALL.judge(evidence, platform.waivers(), today));
    RenderedEnvironment rendered = evidence.rendered();
    return new JudgedEnvironment(
        rendered,
        timings.measure("format", () -> OutputFiles.of(rendered, texts)),
        verdict,
        capacity);
  }

  private static ObjectPolicies admission(Platform platform) {
    return AdmissionPolicies.policiesOf(platform.environment());
  }
}
