package com.xtrading.platform.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times the program as whole processes: minimum, median and maximum of several runs after one that
 * is not counted.
 *
 * <p>Java runs with the flags of {@code .mvn/jvm.config}.
 *
 * <p>Run with {@code mvn -q test-compile exec:exec@benchmark}; {@code -Dbenchmark.services="10
 * 100"} chooses the sizes of the synthetic platform, {@code none} leaves it out.
 */
public final class Benchmark {

  private static final int RUNS = 5;
  private static final Pattern OBJECTS = Pattern.compile("(\\d+) objects");
  private static final Pattern PART = Pattern.compile("(?m)^(\\w[\\w ]*?) +(\\d+) ms$");
  private static final Pattern MEMORY = Pattern.compile("peak memory (\\d+) MiB");

  private record Run(double seconds, String printed) {}

  public static void main(String[] arguments) throws Exception {
    Path project = Path.of("").toAbsolutePath();
    List<String> services =
        arguments.length == 0 ? List.of("10", "100", "1000") : List.of(arguments);
    mainJob(project);
    proof(project);
    if (!services.equals(List.of("none"))) {
      synthetic(project, services);
    }
  }

  private static void mainJob(Path project) throws Exception {
    Path copy = copy(project);
    List<String> direct = new ArrayList<>(java(project));
    direct.addAll(List.of(MeasuredRun.class.getName()));
    System.out.printf("The main job: three environments, AWS stack included; %d runs%n%n", RUNS);
    System.out.printf("%-44s %8s %8s %8s%n", "seconds", "min", "median", "max");
    List<String> maven = List.of("mvn", "-q", "-o", "exec:java", "-Dexec.args=synth --redraw");
    time("through Maven, dist/ empty", copy, true, maven);
    List<Run> fresh = time("without Maven, dist/ empty", copy, true, direct);
    List<Run> again = time("without Maven, dist/ unchanged", copy, false, direct);
    time("through Maven, dist/ unchanged", copy, false, maven);
    time("through Maven, nothing changed", copy, false, List.of("mvn", "-q", "-o", "exec:java"));
    time("Node.js alone: node -e 0", copy, false, List.of("node", "-e", "0"));
    List<String> help = new ArrayList<>(java(project));
    help.addAll(List.of("com.xtrading.platform.Main", "--version"));
    time("Java alone: --version", copy, false, help);
    time("Maven alone: mvn -q -o validate", copy, false, List.of("mvn", "-q", "-o", "validate"));
    int objects = objects(fresh.get(0).printed());
    System.out.printf(
        "%n%d objects: %.0f objects per second; peak memory %s MiB, Java and Node.js together%n%n",
        objects, objects / median(fresh), memory(fresh.get(0).printed()));
    System.out.printf("%-28s %10s %10s%n", "milliseconds (median)", "empty", "unchanged");
    Map<String, Long> freshParts = parts(fresh);
    Map<String, Long> againParts = parts(again);
    freshParts.forEach(
        (part, millis) ->
            System.out.printf("%-28s %10d %10d%n", part, millis, againParts.get(part)));
    delete(copy);
  }

  /** The three proofs and the rules about objects, each in a process of its own. */
  private static void proof(Path project) throws Exception {
    System.out.printf("%nEvaluating network policies%n%n");
    List<String> command = new ArrayList<>(java(project));
    command.add(ProofBenchmark.class.getName());
    System.out.print(run(project, command).printed());
    System.out.printf("%nRules about single objects%n%n");
    command.set(command.size() - 1, PolicyBenchmark.class.getName());
    System.out.print(run(project, command).printed());
    System.out.printf("%nThe proof that expressions watch what is there%n%n");
    command.set(command.size() - 1, ExpressionsBenchmark.class.getName());
    System.out.print(run(project, command).printed());
    System.out.printf("%nThe proof that everything fits%n%n");
    command.set(command.size() - 1, CapacityBenchmark.class.getName());
    System.out.print(run(project, command).printed());
  }

  private static void synthetic(Path project, List<String> numbers) throws Exception {
    System.out.printf("%nA synthetic platform, three environments; one run each%n%n");
    System.out.printf(
        "%8s %6s %9s %9s %14s %14s %10s%n",
        "services", "heap", "objects", "seconds", "objects/second", "ms/object", "peak MiB");
    for (String number : numbers) {
      Path folder = Files.createTempDirectory("synthetic");
      List<String> command = new ArrayList<>(java(project));
      String heap = heap(Integer.parseInt(number));
      command.add(1, "-Xmx" + heap);
      command.removeIf(flag -> flag.startsWith("-Xmx") && !flag.equals("-Xmx" + heap));
      command.addAll(
          List.of(
              SyntheticPlatform.class.getName(), project.toString(), folder.toString(), number));
      Run run = run(folder, command);
      int objects = objects(run.printed());
      if (objects == 0) {
        throw new IllegalStateException("nothing was written:\n" + run.printed());
      }
      System.out.printf(
          "%8s %6s %9d %9.1f %14.0f %14.2f %10s%n",
          number,
          heap,
          objects,
          run.seconds(),
          objects / run.seconds(),
          1000 * run.seconds() / objects,
          memory(run.printed()));
      delete(folder);
    }
  }

  /** As Maven has it, and more where the objects of three environments would not fit. */
  private static String heap(int services) {
    return services <= 1_000 ? "1g" : "3g";
  }

  /** Java as Maven runs it, with our classes. */
  private static List<String> java(Path project) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(Files.readString(project.resolve(".mvn/jvm.config")).strip().split("\\s+")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  private static List<Run> time(String what, Path folder, boolean emptyFirst, List<String> command)
      throws Exception {
    List<Run> runs = new ArrayList<>();
    for (int index = 0; index <= RUNS; index++) {
      if (emptyFirst) {
        delete(folder.resolve("dist"));
      }
      Run run = run(folder, command);
      if (index > 0) {
        runs.add(run);
      }
    }
    double[] seconds = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
    System.out.printf(
        "%-44s %8.2f %8.2f %8.2f%n", what, seconds[0], median(runs), seconds[seconds.length - 1]);
    return runs;
  }

  private static Run run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putIfAbsent("NODE_OPTIONS", "--max-old-space-size=256"); // as ./platform
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + printed);
    }
    return new Run((System.nanoTime() - start) / 1e9, printed);
  }

  private static double median(List<Run> runs) {
    double[] sorted = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Map<String, Long> parts(List<Run> runs) {
    Map<String, List<Long>> all = new java.util.LinkedHashMap<>();
    for (Run run : runs) {
      PART.matcher(run.printed())
          .results()
          .forEach(
              part ->
                  all.computeIfAbsent(part.group(1), name -> new ArrayList<>())
                      .add(Long.parseLong(part.group(2))));
    }
    Map<String, Long> medians = new java.util.LinkedHashMap<>();
    all.forEach(
        (part, millis) -> {
          millis.sort(Comparator.naturalOrder());
          medians.put(part, millis.get(millis.size() / 2));
        });
    return medians;
  }

  private static String memory(String printed) {
    Matcher memory = MEMORY.matcher(printed);
    return memory.find() ? memory.group(1) : "?";
  }

  private static int objects(String printed) {
    return OBJECTS
        .matcher(printed)
        .results()
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .sum();
  }

  /** What Maven and the program need, with the compiled classes. */
  private static Path copy(Path project) throws IOException {
    Path copy = Files.createTempDirectory("benchmark");
    for (String part : List.of("pom.xml", ".mvn", "environments", "src/main", "target/classes")) {
      Path from = project.resolve(part);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Path target = copy.resolve(project.relativize(file).toString());
          Files.createDirectories(target.getParent());
          if (!Files.isDirectory(file)) {
            Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
    }
    return copy;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Path[] paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
    }
    for (Path path : Arrays.asList(paths)) {
      Files.delete(path);
    }
  }

  private Benchmark() {}
}
