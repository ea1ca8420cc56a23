package com.xtrading.platform.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of docs/hardening.md against the rules, constructs and deviations that it names.
 */
final class HardeningPageTest {

  private static final Path PAGE = Path.of("docs/hardening.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\w+) \\| (.*) \\| (.*) \\| (.*) ?\\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");
  private static final Pattern DEVIATION = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)`");

  private static List<List<String>> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(row -> IntStream.rangeClosed(1, 4).mapToObj(row::group).map(String::strip).toList())
        .filter(row -> !row.get(0).equals("row"))
        .toList();
  }

  private static List<String> named(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void everyRowOfTheChecklistIsThereAndHeldOrWaived() throws IOException {
    List<String> wanted = new ArrayList<>();
    IntStream.rangeClosed(1, 20).forEach(number -> wanted.add("W" + number));
    wanted.addAll(List.of("S1", "S2", "S3", "N", "R1", "G1", "G2", "G3", "G4"));
    assertThat(rows()).extracting(row -> row.get(0)).isEqualTo(wanted);
    assertThat(rows()).allSatisfy(row -> assertThat(row.get(2)).as(row.get(0)).contains("`"));
  }

  @Test
  void everyRuleAndConstructThatItNamesExists() throws IOException {
    Set<String> known = Policies.all().stream().map(Rule::id).collect(Collectors.toSet());
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      sources
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".java"))
          .forEach(file -> known.add(file.substring(0, file.length() - ".java".length())));
    }
    List<String> names = rows().stream().flatMap(row -> named(CLASS, row.get(2)).stream()).toList();
    assertThat(names).hasSizeGreaterThan(20);
    assertThat(known).containsAll(names);
  }

  @Test
  void everyDeviationIsExplainedAndNoOther() throws IOException {
    assertThat(named(DEVIATION, Files.readString(PAGE)))
        .containsAll(Stream.of(Deviation.values()).map(Enum::name).toList())
        .isSubsetOf(Stream.of(Deviation.values()).map(Enum::name).toList());
  }
}
