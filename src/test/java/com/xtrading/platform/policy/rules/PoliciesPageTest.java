package com.xtrading.platform.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PoliciesPageTest {

  private static final Path PAGE = Path.of("docs/policies.md");

  @Test
  void thePageOfPoliciesIsCurrent() throws IOException {
    String wanted = page(Policies.all());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/policies.md; mvn test -Dtest=PoliciesPageTest -Dgolden.update=true rewrites it")
        .isEqualTo(wanted);
  }

  private static String page(List<Rule> rules) {
    StringBuilder page =
        new StringBuilder(
            """
            # Policies

            What must hold for every rendered environment. Written from the rules in
            `src/main/java/com/xtrading/platform/policy/rules`, and from the texts about single objects in
            `src/main/resources/com/xtrading/platform/admission`, which the API server holds to as well; each
            example is held against its rule by a test.

            | rule | severity |
            | --- | --- |
            """);
    for (Rule rule : rules) {
      page.append(
          "| [%s](#%s) | %s |\n"
              .formatted(
                  rule.id(),
                  rule.id().toLowerCase(java.util.Locale.ROOT),
                  rule.severity().name().toLowerCase(java.util.Locale.ROOT)));
    }
    for (Rule rule : rules) {
      page.append(
          "\n## %s\n\n%s\n\n**Remedy.** %s\n"
              .formatted(rule.id(), rule.statement(), rule.remedy()));
      page.append("\nAccepted:\n\n").append(block(rule.goodExample()));
      page.append("\nRefused:\n\n").append(block(rule.badExample()));
    }
    return page.toString();
  }

  private static String block(String example) {
    String language = example.strip().startsWith("{") ? "json" : "yaml";
    return "```" + language + "\n" + example.strip() + "\n```\n";
  }
}
