package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Writes the list of packages in docs/architecture.md from the order that is enforced. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final String BEGIN = "| | package | holds |\n|---|---|---|\n";
  private static final Pattern SENTENCE = Pattern.compile("/\\*\\*\\s(.*?)\\s\\*/", Pattern.DOTALL);

  @Test
  void theListOfPackagesIsTheOrderThatIsEnforced() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    assertThat(begin).as("the head of the list").isPositive();
    int end = page.indexOf("\n\n", begin);
    String wanted = page.substring(0, begin) + BEGIN + rows() + page.substring(end + 1);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE))
        .as("mvn test -Dtest=ArchitecturePageTest -Dgolden.update=true rewrites the list")
        .isEqualTo(wanted);
  }

  private static String rows() throws IOException {
    StringBuilder rows = new StringBuilder();
    int number = 0;
    for (Set<String> layer : PackageDependenciesTest.LAYERS) {
      number++;
      for (String name : new TreeSet<>(layer)) {
        rows.append(
            "| %d | %s%s | %s |\n"
                .formatted(
                    number,
                    name.isEmpty() ? "(root)" : "`" + name + "`",
                    PackageDependenciesTest.DRAWING.contains(name) ? "" : " *plain*",
                    described(name)));
      }
    }
    return rows.toString();
  }

  private static String described(String name) throws IOException {
    Path file =
        Path.of("src/main/java/com/xtrading/platform")
            .resolve(name.replace('.', '/'))
            .resolve("package-info.java");
    Matcher sentence = SENTENCE.matcher(Files.readString(file));
    assertThat(sentence.find()).as("%s says what the package holds", file).isTrue();
    return sentence
        .group(1)
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\s*\\n? \\* |\\s+", " ")
        .strip();
  }
}
