package com.xtrading.platform;

import com.xtrading.platform.backup.BackupBucket;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.InfluxDb;
import com.xtrading.platform.data.PostgresCluster;
import com.xtrading.platform.data.RabbitMq;
import com.xtrading.platform.data.RateLimits;
import com.xtrading.platform.data.RedisCache;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.edge.Kong;
import com.xtrading.platform.edge.Limit;
import com.xtrading.platform.edge.NginxGateway;
import com.xtrading.platform.edge.Route;
import com.xtrading.platform.edge.SignOn;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.logging.FluentBit;
import com.xtrading.platform.monitoring.Alertmanager;
import com.xtrading.platform.monitoring.KubeStateMetrics;
import com.xtrading.platform.monitoring.NodeExporter;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.monitoring.PrometheusOperator;
import com.xtrading.platform.monitoring.VerticalPodAutoscaler;
import com.xtrading.platform.security.CertManager;
import com.xtrading.platform.security.Certificates;
import com.xtrading.platform.security.ExternalSecretsOperator;
import com.xtrading.platform.security.HashiCorpVault;
import com.xtrading.platform.security.Namespaces;
import com.xtrading.platform.security.PeopleAccess;
import com.xtrading.platform.security.SecretStores;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.services.WebService;
import com.xtrading.platform.storage.StorageDrivers;
import java.time.Duration;
import java.util.List;

/**
 * A platform that tests of constructs render, over environment files of their own: whoever adds a
 * service to the real one breaks no test.
 */
final class SamplePlatform {

  static Platform declare(Environment environment) {
    return declare(environment, new String[0]);
  }

  /** The platform with more services, each with a database. */
  static Platform declare(Environment environment, String... services) {
    Platform platform = new Platform(environment);
    new ExternalSecretsOperator(platform, new HashiCorpVault(platform).secrets());
    CertManager certManager = new CertManager(platform);
    new PrometheusOperator(platform);
    new VerticalPodAutoscaler(platform);
    new StorageDrivers(platform);
    PostgresCluster postgres = new PostgresCluster(platform);
    RedisCache cache = new RedisCache(platform);
    RateLimits rateLimits = new RateLimits(platform);
    InfluxDb timeSeries = new InfluxDb(platform);
    RabbitMq rabbitmq = new RabbitMq(platform);
    WorkQueue backtests = rabbitmq.workQueue("backtest", Duration.ofHours(6));
    WebService users = new WebService(platform, "user-service", environment.images().backend());
    users
        .owns(postgres.database("user_service"))
        .uses(cache.clients())
        .uses(rateLimits.counters())
        .uses(timeSeries.measurements("user-service"))
        .uses(backtests.producer("user-service"));
    for (String service : services) {
      new WebService(platform, service, environment.images().backend())
          .owns(postgres.database(service.replace('-', '_')));
    }
    Frontend web = new Frontend(platform);
    Kong api =
        new Kong(platform, rateLimits.counters(), List.of("login"))
            .routes(
                users.http(),
                Route.open("login", Limit.perMinute(7), "/login").only(Route.Method.POST),
                Route.of("users", "/users"),
                Route.of("orders", "/orders")
                    .only(Route.Method.POST)
                    .limitedTo(Limit.perMinute(3).and(Limit.perDay(30))),
                Route.sockets("live", "/ws"));
    NginxGateway edge = new NginxGateway(platform, web.http(), api, certManager.controller());
    new FluentBit(platform);
    new NodeExporter(platform);
    new KubeStateMetrics(platform);
    Prometheus prometheus = new Prometheus(platform).tells(Alertmanager.in(platform)).overview();
    new SignOn(platform, edge)
        .protect("prometheus", prometheus.http())
        .protect("rabbitmq", rabbitmq);
    new Namespaces(platform);
    new PeopleAccess(platform);
    new SecretStores(platform);
    new Certificates(platform);
    new BackupBucket(platform);
    new ArgoCd(platform);
    return platform;
  }

  private SamplePlatform() {}
}
