package com.xtrading.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTableTest {

  @Test
  void whatAnEnvironmentIsMadeOfStandsBelowItsHeading() {
    List<String> lines =
        EnvironmentsTable.text(List.of(TestPlatform.environment("staging"))).lines().toList();
    String heading = lines.get(0);
    String row = lines.get(1);
    assertThat(row.substring(heading.indexOf("ENVIRONMENT"))).startsWith("staging ");
    assertThat(row.substring(heading.indexOf("KUBERNETES"))).startsWith("1.3");
    assertThat(row.substring(heading.indexOf("NAMESPACE"))).startsWith("pytrading-staging ");
    assertThat(row.substring(heading.indexOf("BACKUP"))).startsWith("daily, ");
  }
}
