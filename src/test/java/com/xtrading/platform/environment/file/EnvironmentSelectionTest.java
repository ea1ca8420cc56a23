package com.xtrading.platform.environment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.model.UserError;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSelectionTest {

  @TempDir private Path directory;
  private EnvironmentFiles files;

  @BeforeEach
  void writeTwo() {
    files =
        new EnvironmentFiles(directory)
            .write("staging.yaml", EnvironmentFiles.committed("staging"))
            .write("other.yaml", EnvironmentFiles.copyOfStaging("other"));
  }

  private EnvironmentSelection select(String... names) {
    return EnvironmentSelection.of(directory, List.of(names));
  }

  private static List<String> names(List<Environment> environments) {
    return environments.stream().map(environment -> environment.name().value()).toList();
  }

  @Test
  void withoutNamesAllAreMeant() {
    assertThat(names(select().chosen())).containsExactly("other", "staging");
    assertThat(names(select("staging", "staging").chosen())).containsExactly("staging");
    assertThat(names(select("staging").all())).containsExactly("other", "staging");
    assertThat(select("staging").named("staging").name().value()).isEqualTo("staging");
  }

  @Test
  void aNameThatNoneHasIsAMistake() {
    assertThatThrownBy(() -> select("staging", "moon"))
        .isInstanceOf(UserError.class)
        .hasMessage("there is no environment \"moon\"; choose from other, staging");
  }

  @Test
  void aBrokenFileStopsThoseWhoAskForItOrForAll() {
    files.write("other.yaml", "name: [\n");
    assertThat(names(select("staging").chosen())).containsExactly("staging");
    assertThat(select("staging").problems()).isNotEmpty();
    assertThatThrownBy(() -> select("other")).isInstanceOf(InvalidEnvironments.class);
    assertThatThrownBy(() -> select()).isInstanceOf(InvalidEnvironments.class);
  }

  @Test
  void whatDoesNotFitLaterIsToldAtItsLine() {
    EnvironmentProblem late =
        new EnvironmentProblem("staging.yaml", 0, "kubernetes", "is too old", "", "");
    assertThatThrownBy(
            () ->
                select("staging")
                    .located(
                        () -> {
                          throw new InvalidEnvironments(List.of(late));
                        }))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessageEndingWith(
            "/staging.yaml:%d: kubernetes: is too old"
                .formatted(
                    EnvironmentFiles.lineOf(EnvironmentFiles.committed("staging"), "kubernetes:")));
  }
}
