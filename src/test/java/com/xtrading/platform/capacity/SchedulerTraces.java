package com.xtrading.platform.capacity;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.synthesis.Synthesized;
import java.nio.file.Path;
import java.util.List;

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

  private static void write(Synthesized rendered, Path folder) {
    List<Manifest> manifests = rendered.manifests();
    List<Made> made = Projection.of(manifests, rendered.topology());
    Premises premises = Premises.of(rendered.environment());
    Nodes size = premises.nodes();
    SchedulerTrace trace = new SchedulerTrace(rendered.name(), manifests, made);
    Simulation simulation =
        new Simulation(
            Fleet.of(premises, manifests, made),
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
