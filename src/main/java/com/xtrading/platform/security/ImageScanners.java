package com.xtrading.platform.security;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Database;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What looks into images, as far as the environment wants it: Trivy into those that run, Clair into
 * those of a registry that asks it to.
 */
public final class ImageScanners {

  /** Where images run that we choose; those of add-ons follow from their charts. */
  private static final List<Zone> SCANNED =
      List.of(Zone.APPLICATION, Zone.DATA, Zone.EDGE, Zone.MONITORING, Zone.AGENTS);

  /**
   * @param databases gives a database of its own to whoever asks, by name
   */
  public ImageScanners(Platform platform, Function<String, Database> databases) {
    Environment environment = platform.environment();
    environment
        .clair()
        .ifPresent(
            clair -> new ClairScanner(platform, clair, databases.apply(ClairScanner.DATABASE)));
    environment
        .imageScanning()
        .ifPresent(scanning -> new TrivyOperator(platform, scanning, namespaces(platform)));
  }

  private static List<String> namespaces(Platform platform) {
    List<String> namespaces = new ArrayList<>();
    SCANNED.forEach(zone -> namespaces.add(platform.namespace(zone).name()));
    platform.environment().clair().ifPresent(clair -> namespaces.add(ClairScanner.NAMESPACE));
    return namespaces;
  }
}
