package com.xtrading.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import org.junit.jupiter.api.Test;

class EnvironmentsTableTest {

  @Test
  void whatAnEnvironmentIsMadeOfStandsBelowItsHeading() {
    String heading = EnvironmentsTable.heading();
    String row = EnvironmentsTable.row(TestPlatform.environment("staging"));
    assertThat(row.substring(heading.indexOf("ENVIRONMENT"))).startsWith("staging ");
    assertThat(row.substring(heading.indexOf("KUBERNETES"))).startsWith("1.3");
    assertThat(row.substring(heading.indexOf("NAMESPACE"))).startsWith("pytrading-staging ");
    assertThat(row.substring(heading.indexOf("BACKUP"))).startsWith("daily, ");
  }
}
