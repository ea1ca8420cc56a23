package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OperatorsPageTest {

  private static final Path PAGE = Path.of("docs/operators.md");

  @Test
  void thePageOfOperatorsIsCurrent() throws IOException {
    String wanted = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/operators.md; mvn test -Dtest=OperatorsPageTest -Dgolden.update=true rewrites it")
        .isEqualTo(wanted);
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Operators

            What operators make of custom resources is projected by `src/main/java/com/xtrading/platform/projection`, and held
            against what the running operators made of small resources, object by object and field by field
            ([decision 35](decisions/0035-what-operators-make-is-recorded.md)). Written from the records in
            `src/test/resources/operators`; [how they are made](how-to/run-it-on-a-control-plane.md).

            | operator and version | cases | objects | values compared |
            |---|---|---|---|
            """);
    SortedMap<String, long[]> numbers = new TreeMap<>();
    SortedMap<String, Long> kinds = new TreeMap<>();
    SortedMap<String, SortedMap<String, Long>> others = new TreeMap<>();
    for (RecordedOperatorsTest.Case one : RecordedOperatorsTest.cases().toList()) {
      if (one.isUnread()) {
        continue;
      }
      List<Manifest> made = RecordedOperatorsTest.recorded(one);
      String operator = one.folder().getParent().getFileName().toString();
      if (!one.isProjected()) {
        SortedMap<String, Long> own = others.computeIfAbsent(operator, unused -> new TreeMap<>());
        own.merge("", 1L, Long::sum);
        RecordedOperatorsTest.everything(one)
            .forEach(object -> own.merge(object.kind(), 1L, Long::sum));
        continue;
      }
      long[] sums = numbers.computeIfAbsent(operator, unused -> new long[3]);
      sums[0]++;
      sums[1] += made.size();
      for (Manifest object : made) {
        sums[2] += MadeView.of(object).size();
        kinds.merge(object.kind(), 1L, Long::sum);
      }
    }
    numbers.forEach(
        (operator, sums) ->
            page.append("| %s | %d | %d | %d |\n".formatted(operator, sums[0], sums[1], sums[2])));
    page.append("\nThe objects are ")
        .append(
            kinds.entrySet().stream()
                .map(kind -> "%d %s".formatted(kind.getValue(), kind.getKey()))
                .collect(Collectors.joining(", ")))
        .append(".\n\n")
        .append(MadeView.COMPARED)
        .append(
            """

            ## What is not projected, and held all the same

            Of these operators nobody writes down an object: rules ask which secrets there are and which keys they have
            (`objects.KnownSecrets`), and rules and capacity which bounds an autoscaler has and which pods a ScaledJob starts
            (`objects.Autoscalers`, `objects.PodTemplate`). The answers are held against the records
            (`RecordedSecretsTest`, `RecordedScalingTest`).

            | operator and version | cases | made of them |
            |---|---|---|
            """);
    others.forEach(
        (operator, own) ->
            page.append(
                "| %s | %d | %s |\n"
                    .formatted(
                        operator,
                        own.get(""),
                        own.entrySet().stream()
                            .filter(kind -> !kind.getKey().isEmpty())
                            .map(kind -> "%d %s".formatted(kind.getValue(), kind.getKey()))
                            .collect(Collectors.joining(", ")))));
    page.append("\n## What is not compared\n\n| what | why |\n|---|---|\n");
    new TreeMap<>(MadeComparison.LEFT_OUT)
        .forEach((what, why) -> page.append("| %s | %s |\n".formatted(what, why)));
    page.append(
        """

        ## Fields that nothing of what is made shows

        Any other field that shows nowhere is reported as not evaluated.

        | kind | field | why |
        |---|---|---|
        """);
    for (OperatedKind kind : OperatedKinds.all()) {
      kind.harmless()
          .forEach(
              field ->
                  page.append(
                      "| %s | `%s` | %s |\n"
                          .formatted(kind.kind().kind(), field.path(), field.reason())));
    }
    return page.toString();
  }
}
