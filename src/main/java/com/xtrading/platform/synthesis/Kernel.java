package com.xtrading.platform.synthesis;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.model.UserError;
import org.cdk8s.App;

/** The Node.js process in which constructs are drawn: one for a run, started when it is needed. */
final class Kernel {

  private final Timings timings;
  private boolean runs;

  Kernel(Timings timings) {
    this.timings = timings;
  }

  /**
   * Makes sure that it runs.
   *
   * @throws UserError when there is no Node.js, or one that is too old
   */
  void require() {
    if (!runs) {
      timings.measure("kernel start", Kernel::start);
      runs = true;
    }
  }

  private static void start() {
    NodeRuntime.find()
        .advice()
        .ifPresent(
            advice -> {
              System.err.println("note: " + advice);
              BannerFilter.install();
            });
    new App(); // the first construct starts it
  }
}
