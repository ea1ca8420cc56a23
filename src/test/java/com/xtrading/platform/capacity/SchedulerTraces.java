package com.xtrading.platform.capacity;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.file.Path;

/** Writes the traces of every committed environment and of many random fleets into a folder. */
public final class SchedulerTraces {

  private SchedulerTraces() {}

  /**
   * @param args the folder, and how many random fleets there are
   */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    TestPlatform.committed().forEach(rendered -> write(rendered, folder));
    for (int seed = 0; seed < Integer.parseInt(args[1]); seed++) {
      new RandomFleet(seed).write(folder);
    }
    System.exit(0); // the kernel of jsii would keep it running
  }

  private static void write(JudgedEnvironment rendered, Path folder) {
    ClusterObjects objects = rendered.rendered().objects();
    Premises premises = Premises.of(rendered.environment());
    Nodes size = premises.nodes();
    SchedulerTrace trace = new SchedulerTrace(rendered.name(), objects);
    Simulation simulation =
        new Simulation(
            Fleet.of(premises, objects),
            size,
            size.count(),
            Math.max(size.count(), size.autoscaleTo()),
            trace);
    for (Scenario scenario : Scenario.values()) {
      trace.phase(scenario.written());
      simulation.run(scenario);
    }
    trace.phase("growth");
    simulation.grow();
    trace.write(folder);
  }
}
