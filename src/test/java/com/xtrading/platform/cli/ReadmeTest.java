package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.cli.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the program's commands that the README and the how-tos show, and holds what they name
 * against the sources; the Maven lines of the README are run by .ci/run.
 */
class ReadmeTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Two words at least, as our classes have; a name of one word is often one of Kubernetes. */
  private static final Pattern CLASS = Pattern.compile("[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+");

  private static final Pattern MEMBER = Pattern.compile("([A-Z]\\w+)\\.(\\w+)(\\(.*\\))?");
  private static final Pattern METHOD = Pattern.compile("([a-z]\\w*)\\(.*\\)");
  private static final Pattern DOTTED = Pattern.compile("[a-z]\\w+(\\.[a-z]\\w+)+");
  private static final Pattern FILE =
      Pattern.compile("(src|docs|dist|environments|\\.github)/[^ ]*");
  private static final Pattern TYPE_IN_JAVA = Pattern.compile("\\b[A-Z]\\w*[a-z]\\w*\\b");
  private static final Pattern CALL_IN_JAVA = Pattern.compile("\\b([a-z]\\w*)\\(");
  private static final Pattern TEXT_IN_JAVA = Pattern.compile("\"[^\"]*\"");

  /** What pages name and nobody finds here: it is of others, or only made by who follows a page. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "dist/<env>/manifests/signal-service/",
          "dist/uat",
          "dist/uat/",
          "environments/uat.yaml",
          "resource.customizations.health.argoproj.io_Application");

  private static KnownNames known;

  @TempDir private Path folder;

  @BeforeAll
  static void look() throws IOException {
    known = new KnownNames();
  }

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  static List<Page> howTos() throws IOException {
    return pages().stream().filter(page -> !page.path().endsWith("README.md")).toList();
  }

  @Test
  void everyCommandRuns() throws IOException {
    TemporaryProject project = TemporaryProject.in(folder.resolve("branch"));
    Files.createDirectories(project.path("schemas"));
    TemporaryProject.copy(project.path("dist"), folder.resolve("main/dist"));
    Map<String, Integer> commands = new LinkedHashMap<>();
    for (Page page : pages()) {
      commands.putAll(page.commands());
      for (Map.Entry<String, String> file : page.files().entrySet()) {
        Files.writeString(project.path(file.getKey()), file.getValue());
      }
    }
    assertThat(commands).hasSizeGreaterThan(12);
    commands.forEach(
        (command, exitCode) -> {
          TemporaryProject.Outcome outcome = project.run(command.split(" "));
          assertThat(outcome.exitCode()).as(command + "\n" + outcome.err()).isEqualTo(exitCode);
        });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Page page) {
    assertThat(page.links())
        .allSatisfy(
            link -> {
              assertThat(page.target(link)).exists();
              if (link.contains("#")) {
                assertThat(Page.of(page.target(link)).anchors())
                    .contains(link.substring(link.indexOf('#') + 1));
              }
            });
  }

  @Test
  void theReadmeAndTheTableLeadToEveryPage() throws IOException {
    List<Path> wanted = howTos().stream().map(Page::path).toList();
    for (Path from : List.of(Path.of("README.md"), Page.HOW_TO.resolve("README.md"))) {
      Page page = Page.of(from);
      assertThat(page.links().stream().map(page::target).toList())
          .as(from.toString())
          .containsAll(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("howTos")
  void everyPageAnswersTheSameQuestions(Page page) {
    assertThat(page.text().lines().filter(line -> line.startsWith("## ")))
        .containsExactly("## Edit", "## Run", "## What you see", "## What can go wrong");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsNamedIsThere(Page page) {
    assertThat(page.codes())
        .allSatisfy(
            code -> {
              if (ELSEWHERE.contains(code)) {
                return;
              }
              if (CLASS.matcher(code).matches()) {
                assertThat(known.isName(code)).isTrue();
              } else if (FILE.matcher(code).matches()) {
                assertThat(known.isFile(code)).isTrue();
              } else if (DOTTED.matcher(code).matches()) {
                assertThat(known.isSetting(code) || known.isPackage(code)).isTrue();
              }
              Matcher member = MEMBER.matcher(code);
              if (member.matches()) {
                assertThat(known.hasMember(member.group(1), member.group(2))).isTrue();
              }
              Matcher method = METHOD.matcher(code);
              if (method.matches()) {
                assertThat(known.isMethod(method.group(1))).isTrue();
              }
            });
    assertThat(page.tests()).allMatch(known::isClass);
  }

  @ParameterizedTest
  @MethodSource("howTos")
  void everyPieceOfJavaSaysWhereItStandsAndCallsWhatIsThere(Page page) {
    assertThat(page.blocks("java"))
        .allSatisfy(
            block -> {
              assertThat(known.isFile(block.file())).as(block.file()).isTrue();
              String java =
                  TEXT_IN_JAVA.matcher(block.text()).replaceAll("").replaceFirst("//.*", "");
              assertThat(TYPE_IN_JAVA.matcher(java).results().map(found -> found.group()))
                  .allMatch(known::isType);
              assertThat(CALL_IN_JAVA.matcher(java).results().map(found -> found.group(1)))
                  .allMatch(known::isMethod);
            });
  }

  @ParameterizedTest
  @MethodSource("howTos")
  void everyPieceOfAnEnvironmentFileHasKnownSettings(Page page) throws IOException {
    for (Block block : page.blocks("yaml")) {
      assertThat(block.file()).matches("environments/\\w+\\.yaml(, new)?");
      assertThat(known.isFile(block.file())).isNotEqualTo(block.file().endsWith(", new"));
      assertThat(known.unknownKeys(YAML.readTree(block.text()))).isEmpty();
    }
  }
}
