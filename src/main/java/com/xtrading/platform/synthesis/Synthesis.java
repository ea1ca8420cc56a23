package com.xtrading.platform.synthesis;

import com.xtrading.platform.capacity.CapacityProof;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.Premises;
import com.xtrading.platform.component.Drawing;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.ScannerAnnotations;
import com.xtrading.platform.component.ScannerFiles;
import com.xtrading.platform.component.Timings;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.manifest.GeneratedHeader;
import com.xtrading.platform.manifest.Inventory;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestSet;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.Rendered;
import com.xtrading.platform.policy.PolicySuite;
import com.xtrading.platform.policy.Verdict;
import com.xtrading.platform.policy.rules.Policies;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.report.EnvironmentReadme;
import com.xtrading.platform.security.AdmissionPolicies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.cdk8s.App;

/**
 * The pipeline from an environment to the files of {@code dist/<env>/}: declare, derive and draw,
 * turn into plain trees, judge. Nothing is written here.
 */
public final class Synthesis {

  private final Function<Environment, Platform> declaration;
  private final Function<Environment, List<Manifest>> before;
  private final LocalDate today;
  private final Timings timings;
  private boolean kernelRuns;

  /**
   * @param declaration what the platform consists of
   * @param before the objects of an environment that are delivered now, to which changes must lead
   *     that Kubernetes accepts
   * @param today the day against which waivers expire
   */
  public Synthesis(
      Function<Environment, Platform> declaration,
      Function<Environment, List<Manifest>> before,
      LocalDate today,
      Timings timings) {
    this.declaration = declaration;
    this.before = before;
    this.today = today;
    this.timings = timings;
  }

  /**
   * Renders and judges environments, all in one jsii kernel.
   *
   * @param chosen what is asked for
   * @param all every readable environment: none may reach into another
   * @throws EnvironmentProblems when files and declarations do not fit together, with all that is
   *     wrong
   * @param progress is told the name of each environment before its turn
   */
  public List<Synthesized> run(
      Collection<Environment> chosen, Collection<Environment> all, Consumer<String> progress) {
    List<Platform> platforms = fitting(chosen);
    // While Node.js starts and draws: the texts of the rules are there when they are needed.
    CompletableFuture.runAsync(
        () ->
            platforms.forEach(
                platform ->
                    AdmissionPolicies.policiesOf(platform.environment()).admissionPolicies()));
    requireKernel();
    List<Synthesized> results = new ArrayList<>();
    for (Platform platform : platforms) {
      progress.accept(platform.environment().name().value());
      results.add(synthesize(platform, all));
    }
    return results;
  }

  /**
   * Draws environments for whoever asks about their objects and not whether policies hold.
   *
   * @throws EnvironmentProblems when files and declarations do not fit together
   */
  public List<Unjudged> draw(Collection<Environment> chosen, Consumer<String> progress) {
    List<Platform> platforms = fitting(chosen);
    requireKernel();
    List<Unjudged> results = new ArrayList<>();
    for (Platform platform : platforms) {
      progress.accept(platform.environment().name().value());
      results.add(draw(platform));
    }
    return results;
  }

  /** Draws one environment, whether files and declarations fit together or not. */
  public Unjudged draw(Environment environment) {
    requireKernel();
    return draw(declared(environment));
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

  private void requireKernel() {
    if (!kernelRuns) {
      timings.measure("kernel start", Synthesis::startKernel);
      kernelRuns = true;
    }
  }

  private Unjudged draw(Platform platform) {
    Environment environment = platform.environment();
    Drawing drawing = platform.draw(timings);
    Drawing.Output output = timings.measure("toJson", drawing::output);
    ManifestSet manifests = new ManifestSet();
    ScannerAnnotations annotations = ScannerAnnotations.of(platform.waivers());
    output.manifests().stream().map(annotations::on).forEach(manifests::add);
    List<Manifest> sorted = manifests.all();
    List<NativeFile> natives = new ArrayList<>(output.files());
    natives.addAll(
        ScannerFiles.of(
            environment.name().value(),
            environment.kubernetes().value(),
            sorted,
            platform.waivers()));
    return new Unjudged(environment, drawing.topology(), sorted, natives);
  }

  private Synthesized synthesize(Platform platform, Collection<Environment> all) {
    Environment environment = platform.environment();
    Unjudged drawn = draw(platform);
    Topology topology = drawn.topology();
    List<Manifest> sorted = drawn.manifests();
    List<Made> made = Projection.of(sorted, topology);
    CapacityReport capacity =
        timings.measure("capacity", () -> CapacityProof.of(Premises.of(environment), sorted, made));
    List<NativeFile> natives = new ArrayList<>(drawn.files());
    natives.add(EnvironmentReadme.of(environment, topology, capacity, sorted, natives));
    Verdict verdict =
        timings.measure(
            "judge",
            () ->
                PolicySuite.of(
                        Policies.all(
                            topology,
                            AdmissionPolicies.policiesOf(environment),
                            before.apply(environment),
                            EnvironmentIdentities.of(all),
                            rendered -> capacity))
                    .judge(
                        new Rendered(environment.name().value(), sorted, natives, made),
                        platform.waivers(),
                        today));
    List<OutputFile> files = timings.measure("format", () -> files(environment, sorted, natives));
    return new Synthesized(environment, topology, sorted, files, verdict, capacity);
  }

  private static List<OutputFile> files(
      Environment environment, List<Manifest> manifests, List<NativeFile> natives) {
    GeneratedHeader header = GeneratedHeader.of(environment.name().value());
    List<OutputFile> files = new ArrayList<>();
    for (Manifest manifest : manifests) {
      files.add(
          new OutputFile(
              manifest.path(),
              manifest.component(),
              Optional.of(manifest.id()),
              header.above(manifest.path(), YamlWriter.write(manifest.tree()))));
    }
    for (NativeFile file : natives) {
      files.add(new OutputFile(file.path(), file.component(), Optional.empty(), file.text()));
    }
    files.add(Inventory.of(files, manifests));
    return files;
  }

  private static void startKernel() {
    NodeRuntime.find()
        .advice()
        .ifPresent(
            advice -> {
              System.err.println("note: " + advice);
              BannerFilter.install();
            });
    new App(); // the first construct starts the kernel
  }
}
