package com.xtrading.platform.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.PolicySuite;
import com.xtrading.platform.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The original document's own configuration has exactly these faults. */
final class SeedAsWrittenTest {

  private static final Path SEED = Path.of("src/test/resources/seed");

  // The document deploys the same files everywhere, so the production host is in every environment.
  private static final Map<String, Set<String>> IDENTITIES =
      Map.of(
          "staging", Set.of("pytrading-staging", "api.staging.xtrading.com"),
          "production", Set.of("pytrading-prod", "api.xtrading.com"));

  @Test
  void theOriginalConfigurationHasExactlyTheseFindings() throws IOException {
    Evidence manifests =
        Examples.rendered(
            read("configmap.yaml"),
            read("fluent-bit-config.yaml"),
            read("network-policy.yaml"),
            read("rbac.yaml"),
            read("chart-effect-of-values.yaml"));
    NativeFile values = new NativeFile("helm/pytrading/values.yaml", "seed", read("values.yaml"));
    Evidence seed = Examples.in("staging", Examples.among(IDENTITIES, manifests.with(values)));
    Verdict verdict =
        PolicySuite.of(Policies.all()).judge(seed, List.of(), LocalDate.of(2026, 11, 23));
    assertThat(verdict.findings())
        .extracting(finding -> finding.rule() + ": " + finding.object() + ": " + finding.path())
        .containsExactlyElementsOf(read("findings.txt").lines().toList());
  }

  private static String read(String name) throws IOException {
    return Files.readString(SEED.resolve(name));
  }
}
