package com.xtrading.platform.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NodeRuntimeTest {

  @Test
  void supportedReleasesNeedNoAdvice() {
    assertThat(NodeRuntime.read("node", "v22.20.0\n").advice()).isEmpty();
    assertThat(NodeRuntime.read("node", "v24.1.0\n").advice()).isEmpty();
  }

  @Test
  void node20WorksWithOneLineOfAdvice() {
    assertThat(NodeRuntime.read("node", "v20.20.2\n").advice())
        .hasValueSatisfying(
            advice ->
                assertThat(advice).contains("v20.20.2").contains("22 or 24").doesNotContain("\n"));
  }

  @Test
  void refusesWhatIsTooOldOrNotNode() {
    assertThatThrownBy(() -> NodeRuntime.read("node", "v18.19.0").requireUsable())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("too old");
    assertThatThrownBy(() -> NodeRuntime.read("node", "command not found"))
        .isInstanceOf(UserError.class);
  }

  @Test
  void theBannerIsDroppedAndEverythingElseIsKept() {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    PrintStream filtered = BannerFilter.before(new PrintStream(kept, true, StandardCharsets.UTF_8));
    filtered.print("before\n!!!!!!!!\n\n!!  Node 20 is old  !!\n\n!!!!!!!!\n\nafter\n\nend\n");
    filtered.flush();
    assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo("before\nafter\n\nend\n");
  }
}
