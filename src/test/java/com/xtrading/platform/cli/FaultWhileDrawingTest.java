package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.cli.TemporaryProject.Outcome;
import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.security.Namespaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments are drawn while others are judged: a fault in one of them is told once. */
class FaultWhileDrawingTest {

  private static final String CAUSE = "the ink has run out";

  /** A component that cannot be drawn in staging, the last of all. */
  private static final class Broken extends Component {
    private final Supplier<RuntimeException> fault;

    Broken(Platform platform, Supplier<RuntimeException> fault) {
      super(
          platform, Delivery.of("broken", platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
      this.fault = fault;
    }

    @Override
    protected void render(Rendering rendering) {
      if (environment().name().value().equals("staging")) {
        throw fault.get();
      }
    }
  }

  @TempDir private Path folder;

  @Test
  void aFaultOfTheProgramIsToldOnceAndNothingIsWritten() throws IOException {
    Outcome outcome = synth(() -> new IllegalStateException(CAUSE));
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).startsWith("internal error: " + CAUSE).contains("Broken.render");
    assertThat(outcome.err().split("internal error")).hasSize(2);
    assertNothingIsWritten(outcome);
  }

  @Test
  void aMistakeOfTheUserIsOneLineAndNothingIsWritten() throws IOException {
    Outcome outcome = synth(() -> new UserError(CAUSE, "refill it"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains(CAUSE, "refill it");
    assertNothingIsWritten(outcome);
  }

  private void assertNothingIsWritten(Outcome outcome) {
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("dist")).doesNotExist();
    assertThat(folder.resolve("target")).doesNotExist();
  }

  private Outcome synth(Supplier<RuntimeException> fault) throws IOException {
    return TemporaryProject.sample(folder, environment -> declare(environment, fault)).run("synth");
  }

  private static Platform declare(Environment environment, Supplier<RuntimeException> fault) {
    Platform platform = new Platform(environment);
    environment.services().keySet().forEach(service -> platform.sizeOf(service.value()));
    new Namespaces(platform);
    new Broken(platform, fault);
    return platform;
  }
}
