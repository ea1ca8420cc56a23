package com.xtrading.platform.environment.file;

import static com.xtrading.platform.environment.file.EnvironmentFiles.change;
import static com.xtrading.platform.environment.file.EnvironmentFiles.committed;
import static com.xtrading.platform.environment.file.EnvironmentFiles.copyOfStaging;
import static com.xtrading.platform.environment.file.EnvironmentFiles.lineOf;
import static com.xtrading.platform.environment.file.EnvironmentFiles.staging;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.file.EnvironmentLoader.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of environment files, and what the files have to do with each other. */
class EnvironmentLoaderTest {

  @TempDir private Path directory;
  private EnvironmentFiles files;

  @BeforeEach
  void files() {
    files = new EnvironmentFiles(directory);
  }

  private static List<String> names(Loaded loaded) {
    return loaded.environments().stream().map(environment -> environment.name().value()).toList();
  }

  private Loaded stagingAnd(String name, String text) {
    return files.write("staging.yaml", committed("staging")).write(name + ".yaml", text).load();
  }

  @Test
  void loadsTheCommittedEnvironments() {
    Loaded loaded = EnvironmentLoader.load(EnvironmentFiles.COMMITTED);
    assertThat(loaded.problems()).isEmpty();
    assertThat(names(loaded)).containsExactly("development", "production", "staging");
  }

  @Test
  void loadsACopyOfStagingWithItsOwnNamesAsAFourth() {
    for (String name : List.of("development", "staging", "production")) {
      files.write(name + ".yaml", committed(name));
    }
    Loaded loaded = files.write("load-test.yaml", copyOfStaging("load-test")).load();
    assertThat(files.messages(loaded)).isEmpty();
    assertThat(names(loaded)).containsExactly("development", "load-test", "production", "staging");
  }

  @Test
  void reportsASharedHostInBothFiles() {
    String text = change(copyOfStaging("uat"), "domain: uat.", "domain: staging.");
    Loaded loaded = stagingAnd("uat", text);
    int line = lineOf(text, "domain:");
    assertThat(loaded.environments()).isEmpty();
    assertThat(loaded.problemsOf("staging")).hasSize(1);
    assertThat(loaded.problemsOf("uat")).hasSize(1);
    String place = directory.toString().replace('\\', '/') + "/";
    assertThat(files.messages(loaded))
        .containsExactly(
            ("staging.yaml:%d: domain: \"staging.xtrading.com\" is also used at uat.yaml:%d;"
                    + " allowed: a domain that no other environment uses; choose another domain")
                .formatted(line, line),
            ("uat.yaml:%d: domain: \"staging.xtrading.com\" is also used at staging.yaml:%d;"
                    + " allowed: a domain that no other environment uses; choose another domain")
                .formatted(line, line));
    assertThat(loaded.problems().get(0).file()).isEqualTo(place + "staging.yaml");
  }

  @Test
  void failsWhenArgoCdRunsInTwoClusters() {
    Loaded loaded =
        files
            .write("staging.yaml", EnvironmentFiles.staging("hub: false", "hub: true"))
            .write("uat.yaml", change(copyOfStaging("uat"), "hub: false", "hub: true"))
            .load();
    assertThat(files.messages(loaded))
        .hasSize(2)
        .allMatch(
            problem ->
                problem.contains(": gitops.hub: the hub is also at ")
                    && problem.endsWith(
                        "; allowed: one environment whose cluster Argo CD runs in; write hub:"
                            + " false"));
  }

  @Test
  void failsWhenTwoEnvironmentsBuildTheSameCommits() {
    String releases =
        "releases: {source: \"https://github.com/x/app\", branch: main, from: builds}\n";
    Loaded loaded =
        files
            .write("staging.yaml", EnvironmentFiles.staging("backup:", releases + "backup:"))
            .write("uat.yaml", change(copyOfStaging("uat"), "backup:", releases + "backup:"))
            .load();
    assertThat(files.messages(loaded))
        .hasSize(2)
        .allMatch(
            problem ->
                problem.contains(": releases.from: commits of the same source are also built at ")
                    && problem.endsWith(
                        "; allowed: builds in one environment, promotion in the others; write from:"
                            + " promotion"));
    Loaded promoted =
        files
            .write(
                "uat.yaml",
                change(copyOfStaging("uat"), "backup:", releases + "backup:")
                    .replace("from: builds", "from: promotion"))
            .load();
    assertThat(promoted.problems()).isEmpty();
  }

  @Test
  void reportsASharedNamespaceAndBucket() {
    String text =
        copyOfStaging("uat")
            .replace("namespace: pytrading-uat", "namespace: pytrading-staging")
            .replace("bucket: xtrading-backups-uat", "bucket: xtrading-backups-staging");
    assertThat(stagingAnd("uat", text).problemsOf("uat"))
        .extracting(EnvironmentProblem::path)
        .containsExactly("namespace", "backup.bucket");
  }

  @Test
  void reportsADomainThatIsTheApiHostOfAnother() {
    String text =
        change(
            copyOfStaging("uat"), "domain: uat.xtrading.com", "domain: api.staging.xtrading.com");
    assertThat(stagingAnd("uat", text).problemsOf("uat"))
        .extracting(EnvironmentProblem::problem)
        .first()
        .asString()
        .contains("\"api.staging.xtrading.com\" is the API host of");
  }

  @Test
  void reportsADomainThatIsAUserInterfaceOfAnother() {
    String text =
        change(
            copyOfStaging("uat"),
            "domain: uat.xtrading.com",
            "domain: prometheus.staging.xtrading.com");
    assertThat(stagingAnd("uat", text).problemsOf("uat"))
        .extracting(EnvironmentProblem::problem)
        .first()
        .asString()
        .contains("\"prometheus.staging.xtrading.com\" is a user interface of");
  }

  @Test
  void reportsAReservedNamespace() {
    for (String reserved : List.of("default", "argocd", "kube-system")) {
      String text =
          change(copyOfStaging("uat"), "namespace: pytrading-uat", "namespace: " + reserved);
      assertThat(stagingAnd("uat", text).problemsOf("uat"))
          .extracting(EnvironmentProblem::path)
          .containsExactly("namespace");
    }
  }

  @Test
  void reportsMoreInstancesThanNodes() {
    String text = change(copyOfStaging("uat"), "instances: 2", "instances: 5");
    assertThat(stagingAnd("uat", text).problemsOf("uat"))
        .extracting(EnvironmentProblem::path)
        .containsExactly("data.postgres.instances");
  }

  @Test
  void reportsANamespaceThatAnotherEnvironmentDerives() {
    String text =
        change(
            copyOfStaging("uat"), "namespace: pytrading-uat", "namespace: pytrading-staging-data");
    Loaded loaded = stagingAnd("uat", text);
    int line = lineOf(text, "namespace:");
    assertThat(files.messages(loaded))
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            ("staging.yaml:%d: namespace: \"pytrading-staging\" and \"pytrading-staging-data\" at"
                    + " uat.yaml:%d both lead to pytrading-staging-data;")
                .formatted(line, line));
  }

  @Test
  void comparesFilesEvenIfAnUnrelatedPartIsBroken() {
    String text =
        change(copyOfStaging("uat"), "domain: uat.", "domain: staging.")
            .replace("mode: daily", "mode: hourly");
    Loaded loaded = stagingAnd("uat", text);
    assertThat(loaded.problemsOf("uat"))
        .extracting(EnvironmentProblem::path)
        .containsExactly("domain", "backup.mode");
    assertThat(loaded.problemsOf("staging"))
        .extracting(EnvironmentProblem::path)
        .containsExactly("domain");
  }

  @Test
  void aBrokenFileDoesNotStopTheOthers() {
    Loaded loaded = stagingAnd("broken", "name: [");
    assertThat(names(loaded)).containsExactly("staging");
    assertThat(loaded.problemsOf("staging")).isEmpty();
    assertThat(loaded.problemsOf("broken")).hasSize(1);
  }

  @Test
  void collectsSeveralProblemsOfSeveralFilesInOrder() {
    files
        .write("production.yaml", change(committed("production"), "level: full-", "level: ful-"))
        .write("empty.yaml", "")
        .write(
            "staging.yaml",
            staging("instances: 2", "instances: 0").replace("domain: staging.", "domain: "));
    Loaded loaded = files.load();
    assertThat(loaded.problems())
        .isSorted()
        .extracting(problem -> Path.of(problem.file()).getFileName() + " " + problem.path())
        .containsExactly(
            "empty.yaml ",
            "production.yaml domain",
            "production.yaml monitoring.level",
            "staging.yaml domain",
            "staging.yaml data.postgres.instances");
    assertThat(loaded.environments()).isEmpty();
  }

  @Test
  void failsWhenTheDirectoryIsMissingOrEmpty() {
    assertThat(EnvironmentLoader.load(Path.of("no-such-directory")).problems())
        .singleElement()
        .hasToString(
            "no-such-directory: is not a directory; allowed: a directory; name the right directory");
    assertThat(files.load().problems()).singleElement().asString().contains("holds no environment");
  }

  @Test
  void asksToRenameOtherExtensions() {
    files.write("qa.yml", "").write("QA.YAML", "");
    Loaded loaded = stagingAnd("uat", copyOfStaging("uat"));
    assertThat(files.messages(loaded))
        .containsExactly(
            "QA.YAML: has another extension; allowed: .yaml; rename it to QA.yaml",
            "qa.yml: has another extension; allowed: .yaml; rename it to qa.yaml");
    assertThat(names(loaded)).containsExactly("staging", "uat");
  }

  @Test
  void passesOverTheSchemaHiddenFilesAndOtherFiles() {
    files.write("schema.json", "{}").write(".staging.yaml", "[").write("README.md", "");
    assertThat(stagingAnd("uat", copyOfStaging("uat")).problems()).isEmpty();
  }

  @Test
  void failsWhenAFileIsADirectory() throws IOException {
    Files.createDirectory(directory.resolve("staging.yaml"));
    assertThat(files.messages(files.load()))
        .containsExactly(
            "staging.yaml: is not a regular file; allowed: a YAML file; move it away, or give it"
                + " another extension");
  }

  @Test
  void failsWhenTheFileNameIsNoName() {
    assertThat(files.messages(stagingAnd("My_Env", copyOfStaging("uat"))))
        .anyMatch(
            problem -> problem.startsWith("My_Env.yaml: \"My_Env\" is not a Kubernetes name"));
  }

  @Test
  void whateverIsWrittenIsReportedAndNeverThrown() {
    String text = committed("staging");
    String inserts = "{}[]:,&*!|>'\"#%@-?\n\t 0x~\u0000\uD800";
    Random random = new Random(1);
    for (int round = 0; round < 400; round++) {
      StringBuilder mutated = new StringBuilder(text);
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(mutated.length());
        char character = inserts.charAt(random.nextInt(inserts.length()));
        if (random.nextBoolean()) {
          mutated.setCharAt(at, character);
        } else {
          mutated.insert(at, character);
        }
      }
      FileProblems problems = new FileProblems("x.yaml");
      LocatedYaml.read(mutated.toString(), problems)
          .flatMap(
              top -> new RecordBinder(problems, new BoundValues()).bind(top, Environment.class))
          .ifPresentOrElse(
              environment -> {},
              () -> assertThat(problems.isEmpty()).as(mutated.toString()).isFalse());
    }
  }

  @Test
  void reportsATokenKeyThatOpensTwoEnvironmentsInBothFiles() {
    String text =
        copyOfStaging("uat")
            .replaceAll(
                "publicKey: .*",
                "publicKey: "
                    + EnvironmentFiles.committed("staging")
                        .lines()
                        .filter(line -> line.contains("publicKey: "))
                        .map(line -> line.substring(line.indexOf(": ") + 2))
                        .findFirst()
                        .orElseThrow());
    assertThat(files.messages(stagingAnd("uat", text)))
        .hasSize(2)
        .allMatch(problem -> problem.contains(": edge.tokenKeys[0].publicKey: is also used at "))
        .allMatch(problem -> problem.contains("tokens of one would open the other"));
  }

  @Test
  void aCredentialIsNeverPartOfAMessage() throws IOException {
    String token = "ghp_" + "a1B2".repeat(9);
    String text =
        committed("staging")
            .replace(
                "https://github.com/xtrading/platform.git", "https://joe:hunter22@github.com/x.git")
            .replace(
                "https://github.com/xtrading/trading.git", "https://" + token + "@github.com/x.git")
            .replace("\nmonitoring:\n", "\nmonitoring:\n  password: hunter22\n");
    List<String> messages = files.problemsOfStaging(text);
    assertThat(messages).hasSize(2);
    assertThat(messages)
        .noneMatch(message -> message.contains("hunter22") || message.contains(token));
  }
}
