package com.xtrading.platform.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {

  private static final String TOLD = "a value of %d characters, which may be a credential,";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.postgres.password",
        "logging.token",
        "services.user-service.settings.API_KEY",
        "people.clientSecrets[0].clientSecret",
        "vault.secret[2]"
      })
  void aValueWhoseKeySpeaksOfCredentialsIsOnlyCounted(String path) {
    assertThat(Masked.message(path, "\"open sesame 7\" is no number"))
        .isEqualTo(TOLD.formatted(13) + " is no number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge.tokenKeys[0].publicKey", "gitops.repoURL", "name", ""})
  void otherValuesAreShown(String path) {
    assertThat(Masked.message(path, "\"four\" is no number; write \"4\""))
        .isEqualTo("\"four\" is no number; write \"4\"");
  }

  @Test
  void whatLogsInBeforeAHostIsNeverShown() {
    String token = "ghp_" + "a1B2".repeat(9);
    for (String login :
        new String[] {"joe:hunter2hunter2", token, "x-access-token:" + token, "a:b@c"}) {
      String address = "https://" + login + "@git.example.com/x.git";
      for (String message : new String[] {"\"%s\" is no address", "cannot read %s", "use <%s>"}) {
        assertThat(Masked.message("gitops.repoURL", message.formatted(address)))
            .as(message.formatted(address))
            .doesNotContain(login.replaceFirst(".*:", ""))
            .doesNotContain(token);
      }
    }
  }

  @Test
  void aValueOfAKnownFormIsOnlyCounted() {
    String token = "ghp_" + "a1B2".repeat(9);
    assertThat(Masked.message("releases.branch", "branch \"%s\" is no branch".formatted(token)))
        .isEqualTo("branch " + TOLD.formatted(40) + " is no branch");
  }
}
