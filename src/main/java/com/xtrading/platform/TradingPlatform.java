package com.xtrading.platform;

import com.xtrading.platform.backup.BackupBucket;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.CloudNativePg;
import com.xtrading.platform.data.PostgresCluster;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.logging.FluentBit;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.monitoring.PrometheusOperator;
import com.xtrading.platform.security.ExternalSecretsOperator;
import com.xtrading.platform.security.Namespaces;
import com.xtrading.platform.security.SecretStores;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.services.WebService;

/**
 * The whole platform, top to bottom. What differs between environments stands in {@code
 * environments/<name>.yaml}; what a component looks like stands in its class; what follows from the
 * edges is derived.
 */
public final class TradingPlatform {

  /** Declares every component and every edge of one environment. */
  public static Platform declare(Environment environment) {
    Platform platform = new Platform(environment);

    // Add-ons: what the components below need in the cluster.
    new ExternalSecretsOperator(platform);
    new PrometheusOperator(platform);
    CloudNativePg cloudNativePg = new CloudNativePg(platform);

    // Stores.
    PostgresCluster postgres = new PostgresCluster(platform);
    cloudNativePg.manages(postgres);

    // Services: one line each, with what they use.
    new WebService(platform, "user-service", environment.images().backend())
        .uses(postgres.database("user_service"));
    new Frontend(platform);

    // Watching.
    new FluentBit(platform);
    new Prometheus(platform);

    // What holds it all together, derived from everything above.
    new Namespaces(platform);
    new SecretStores(platform);
    new BackupBucket(platform);
    new ArgoCd(platform);

    return platform;
  }

  private TradingPlatform() {}
}
