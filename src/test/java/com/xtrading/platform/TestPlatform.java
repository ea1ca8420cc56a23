package com.xtrading.platform;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.EnvironmentLoader;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import com.xtrading.platform.synthesis.Synthesis;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Named;

/** Renders platforms for tests; what many of them look at, once for the whole run. */
public final class TestPlatform {

  /**
   * The environment files that are there for tests: nobody breaks one by changing the real ones.
   */
  public static final Path ENVIRONMENTS = Path.of("src/test/resources/environments");

  /** Those of the {@link ReferencePlatform}. */
  public static final Path REFERENCE = Path.of("src/test/resources/reference");

  /** A day on which every waiver still counts. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  // Loaded on first use, so that tests which render nothing start no kernel.
  private static final class Committed {
    private static final List<JudgedEnvironment> RENDERED =
        whole(TradingPlatform::declare, Path.of("environments"));
  }

  private static final class Reference {
    private static final List<JudgedEnvironment> RENDERED =
        whole(ReferencePlatform::declare, REFERENCE);
  }

  private static final class Sample {
    private static final List<Environment> ENVIRONMENTS = load(TestPlatform.ENVIRONMENTS);
    private static final List<JudgedEnvironment> RENDERED = render(ENVIRONMENTS, ENVIRONMENTS);
  }

  private static final class Meshed {
    private static final JudgedEnvironment RENDERED =
        render(
            ReferencePlatform::declare,
            EditedEnvironment.roomyStaging(
                "\nmonitoring:\n", "\nmesh: istio-ambient\nmonitoring:\n"));
  }

  private static final class WithClair {
    private static final JudgedEnvironment RENDERED =
        render(
            ReferencePlatform::declare,
            EditedEnvironment.roomyStaging("\nlogging:\n", CLAIR + "logging:\n"));
  }

  /** What switches Clair on. */
  public static final String CLAIR =
      """

      clair:
        registry:
          url: https://quay.xtrading.com
          cidrs: [10.41.11.0/28]
          issuer: quay
          notifications: https://quay.xtrading.com/secscan/notification
        updates: {sets: [alpine, debian, osv, rhel-vex], cidrs: [10.41.12.0/24]}
        layers: 10Gi
        service:
          replicas: {min: 1, max: 2}
          requests: {cpu: 200m, memory: 1Gi}
          limits: {cpu: "2", memory: 2Gi}
      """;

  /** The whole platform of staging, with Clair switched on. */
  public static JudgedEnvironment withClair() {
    return WithClair.RENDERED;
  }

  /** The whole platform of staging, with the service mesh switched on. */
  public static JudgedEnvironment meshed() {
    return Meshed.RENDERED;
  }

  private static final class OwnVault {
    private static final JudgedEnvironment RENDERED =
        render(
            ReferencePlatform::declare, EditedEnvironment.withOwnVault(EditedEnvironment.AWS_SEAL));
  }

  /** The whole platform of staging, with a Vault of its own that AWS KMS opens. */
  public static JudgedEnvironment ownVault() {
    return OwnVault.RENDERED;
  }

  /** An environment that is there for tests. */
  public static Environment environment(String name) {
    return Sample.ENVIRONMENTS.stream()
        .filter(environment -> environment.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The committed environments as the platform renders them. Only what must hold of any platform is
   * tested on them.
   */
  public static List<JudgedEnvironment> committed() {
    return Committed.RENDERED;
  }

  /** The environments of the {@link ReferencePlatform}. */
  public static List<JudgedEnvironment> reference() {
    return Reference.RENDERED;
  }

  /** One of them, by its name. */
  public static JudgedEnvironment reference(String name) {
    return named(reference(), name);
  }

  private static List<JudgedEnvironment> whole(
      Function<Environment, Platform> declaration, Path folder) {
    List<Environment> environments = load(folder);
    return render(declaration, environments, environments);
  }

  /** The same, named for reports of parameterized tests. */
  public static List<Named<JudgedEnvironment>> each() {
    return named(reference());
  }

  /** The committed environments, named for reports of parameterized tests. */
  public static List<Named<JudgedEnvironment>> eachCommitted() {
    return named(committed());
  }

  private static List<Named<JudgedEnvironment>> named(List<JudgedEnvironment> environments) {
    return environments.stream()
        .map(rendered -> Named.of(rendered.environment().name().value(), rendered))
        .toList();
  }

  /** An environment that is there for tests, with the sample platform in it. */
  public static JudgedEnvironment sample(String name) {
    return named(Sample.RENDERED, name);
  }

  private static JudgedEnvironment named(List<JudgedEnvironment> rendered, String name) {
    return rendered.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** The sample platform in an environment of the test's own. */
  public static JudgedEnvironment render(Environment environment) {
    return render(SamplePlatform::declare, environment);
  }

  /** The sample platform in some environments, none of which may reach into another of all. */
  public static List<JudgedEnvironment> render(List<Environment> chosen, List<Environment> all) {
    return new Synthesis(SamplePlatform::declare, TODAY, new Timings())
        .run(chosen, all, name -> {});
  }

  /** A small platform that consists of what the test declares. */
  public static JudgedEnvironment renderOnly(
      Environment environment, Consumer<Platform> declaration) {
    return render(
        chosen -> {
          Platform platform = new Platform(chosen);
          declaration.accept(platform);
          return platform;
        },
        environment);
  }

  /** A platform that the test declares as a whole. */
  public static JudgedEnvironment render(
      Function<Environment, Platform> declaration, Environment environment) {
    return new Synthesis(declaration, TODAY, new Timings())
        .run(List.of(environment), List.of(environment), name -> {})
        .get(0);
  }

  /** A platform that the test declares as a whole, in some environments. */
  static List<JudgedEnvironment> render(
      Function<Environment, Platform> declaration,
      List<Environment> chosen,
      List<Environment> all) {
    return new Synthesis(declaration, TODAY, new Timings()).run(chosen, all, name -> {});
  }

  static List<Environment> load(Path directory) {
    EnvironmentLoader.Loaded loaded = EnvironmentLoader.load(directory);
    if (!loaded.problems().isEmpty()) {
      throw new IllegalStateException(loaded.problems().toString());
    }
    return loaded.environments();
  }

  private TestPlatform() {}
}
