package com.xtrading.platform.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.alerting.Inhibition.Silenced;
import com.xtrading.platform.alerting.Inhibition.Silencer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InhibitionTest {

  private static final Map<String, String> CRITICAL = Map.of("severity", "critical", "team", "a");
  private static final Map<String, String> WARNING = Map.of("severity", "warning", "team", "a");
  private static final Map<String, String> BARE = Map.of("severity", "warning");

  private static Inhibition of(String rule) {
    ConfigFile file =
        ConfigFile.read(
            "test.yaml",
            "route: {receiver: a}\nreceivers: [{name: a}]\ninhibit_rules: [{%s}]\n"
                .formatted(rule));
    assertThat(file.located(file.refusals())).isEmpty();
    return Inhibition.of(file.config().orElseThrow());
  }

  private static final String SEVERE =
      "source_matchers: [severity=critical], target_matchers: [severity=warning], equal: [team]";

  @Test
  void silencesTargetsWithTheSameLabels() {
    assertThat(of(SEVERE).of(WARNING, List.of(CRITICAL, WARNING)))
        .containsExactly(new Silenced(0, List.of(CRITICAL)));
    assertThat(of(SEVERE).of(CRITICAL, List.of(CRITICAL, WARNING))).isEmpty();
    assertThat(of(SEVERE).of(WARNING, List.of(WARNING))).isEmpty();
  }

  @Test
  void aLabelThatIsMissingOnBothSidesIsEqual() {
    Map<String, String> bareSource = Map.of("severity", "critical");
    assertThat(of(SEVERE).of(BARE, List.of(bareSource))).hasSize(1);
    assertThat(of(SEVERE).of(BARE, List.of(CRITICAL))).isEmpty();
  }

  @Test
  void anAlertOnBothSidesIsSilencedByThoseAloneThatAreNot() {
    Inhibition both = of("source_matchers: [team=a], target_matchers: [severity=~\".+\"]");
    Map<String, String> source = Map.of("team", "a");
    assertThat(both.of(WARNING, List.of(WARNING, CRITICAL))).isEmpty();
    assertThat(both.of(WARNING, List.of(WARNING, CRITICAL, source)))
        .containsExactly(new Silenced(0, List.of(source)));
    assertThat(both.of(BARE, List.of(WARNING))).hasSize(1);
  }

  @Test
  void olderFormsAreRead() {
    Inhibition old =
        of("source_match: {severity: critical}, target_match_re: {severity: 'warn.*'}");
    assertThat(old.of(BARE, List.of(CRITICAL))).hasSize(1);
  }

  @Test
  void saysWhatWouldSilence() {
    assertThat(of(SEVERE).of(BARE))
        .containsExactly(
            new Silencer(
                0,
                List.of(Matcher.equal("severity", "critical")),
                new TreeMap<>(Map.of("team", "")),
                false));
    assertThat(of(SEVERE).of(CRITICAL)).isEmpty();
  }

  @Test
  void whatNoAlertCanBeDoesNotSilence() {
    assertThat(of(SEVERE.replace("[team]", "[severity]")).of(WARNING)).isEmpty();
  }
}
