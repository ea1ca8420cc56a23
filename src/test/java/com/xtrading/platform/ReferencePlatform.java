package com.xtrading.platform;

import com.xtrading.platform.backup.BackupBucket;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.InfluxDb;
import com.xtrading.platform.data.PostgresCluster;
import com.xtrading.platform.data.RabbitMq;
import com.xtrading.platform.data.RateLimits;
import com.xtrading.platform.data.RedisCache;
import com.xtrading.platform.declaration.Database;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.WorkQueue;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.delivery.EnvironmentDifferences;
import com.xtrading.platform.delivery.ImageWorkflows;
import com.xtrading.platform.edge.Kong;
import com.xtrading.platform.edge.Limit;
import com.xtrading.platform.edge.NginxGateway;
import com.xtrading.platform.edge.Route;
import com.xtrading.platform.edge.Route.Method;
import com.xtrading.platform.edge.SignOn;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.logging.FluentBit;
import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.monitoring.Alertmanager;
import com.xtrading.platform.monitoring.Grafana;
import com.xtrading.platform.monitoring.KubeStateMetrics;
import com.xtrading.platform.monitoring.NodeExporter;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.monitoring.PrometheusOperator;
import com.xtrading.platform.monitoring.VerticalPodAutoscaler;
import com.xtrading.platform.security.AdmissionPolicies;
import com.xtrading.platform.security.CertManager;
import com.xtrading.platform.security.Certificates;
import com.xtrading.platform.security.ExternalSecretsOperator;
import com.xtrading.platform.security.Hardening;
import com.xtrading.platform.security.HashiCorpVault;
import com.xtrading.platform.security.ImageScanners;
import com.xtrading.platform.security.Namespaces;
import com.xtrading.platform.security.PeopleAccess;
import com.xtrading.platform.security.SecretStores;
import com.xtrading.platform.security.ServiceMesh;
import com.xtrading.platform.services.BacktestWorker;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.services.SingleService;
import com.xtrading.platform.services.TradingPage;
import com.xtrading.platform.services.WebService;
import com.xtrading.platform.storage.StorageDrivers;
import com.xtrading.platform.tracing.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The whole platform as it was on a day, for tests that want all of it: whoever adds to {@link
 * TradingPlatform}, or changes a size of a committed environment, breaks none of them.
 */
public final class ReferencePlatform {

  /** Declares every component and every edge of one environment. */
  public static Platform declare(Environment environment) {
    Platform platform = new Platform(environment);

    // Add-ons: what the components below need in the cluster.
    HashiCorpVault vault = new HashiCorpVault(platform);
    new ExternalSecretsOperator(platform, vault.secrets());
    CertManager certManager = new CertManager(platform);
    new PrometheusOperator(platform);
    new VerticalPodAutoscaler(platform);
    new StorageDrivers(platform);

    // Stores, each with the operator that looks after it.
    PostgresCluster postgres = new PostgresCluster(platform);
    RedisCache cache = new RedisCache(platform);
    RateLimits rateLimits = new RateLimits(platform);
    InfluxDb timeSeries = new InfluxDb(platform);
    RabbitMq rabbitmq = new RabbitMq(platform);
    WorkQueue backtests = rabbitmq.workQueue("backtest", Duration.ofHours(6));

    // Where spans go.
    Traces traces = new Traces(platform);
    Optional<Endpoint> spans = traces.spansOfServices();

    // Services, each with what it uses.
    ImageRef backend = environment.images().backend();
    Database strategies = postgres.database("strategy_service");
    Database results = postgres.database("backtest_service");
    WebService users =
        new WebService(platform, "user-service", backend)
            .owns(postgres.database("user_service"))
            .uses(cache.clients())
            .traced(spans);
    WebService strategy =
        new WebService(platform, "strategy-service", backend)
            .owns(strategies)
            .uses(cache.clients())
            .uses(timeSeries.measurements("strategy-service"))
            .traced(spans)
            .withSockets();
    WebService backtest =
        new WebService(platform, "backtest-service", backend)
            .owns(results)
            .uses(cache.clients())
            .uses(timeSeries.measurements("backtest-service"))
            .uses(backtests.producer("backtest-service"))
            .traced(spans);
    new BacktestWorker(platform, backend, backtests)
        .uses(results.shared())
        .uses(timeSeries.measurements("backtest-worker"))
        .traced(spans);
    new SingleService(platform, "strategy-runner", backend)
        .trades()
        .uses(strategies.shared())
        .uses(timeSeries.measurements("strategy-runner"))
        .traced(spans)
        .shows(TradingPage.of(platform.namespace(Zone.APPLICATION).name()));
    new SingleService(platform, "strategy-scheduler", backend)
        .uses(strategies.shared())
        .uses(backtests.producer("strategy-scheduler"))
        .traced(spans);
    Frontend web = new Frontend(platform);

    // The way in. Every route asks for a token, except those that are on the public list.
    Kong api =
        new Kong(platform, rateLimits.counters(), List.of("login"))
            .traced(traces.spans())
            .routes(
                users.http(),
                Route.open(
                        "login", Limit.perMinute(10), "/api/v1/auth/login", "/api/v1/auth/refresh")
                    .only(Method.POST),
                Route.of("users", "/api/v1/auth/logout", "/api/v1/users"))
            .routes(
                strategy.http(),
                Route.of("strategies", "/api/v1/strategies"),
                Route.sockets("live", "/ws"))
            .routes(
                backtest.http(),
                Route.of("backtests", "/api/v1/backtests"),
                Route.of("new-backtests", "/api/v1/backtests")
                    .only(Method.POST)
                    .limitedTo(Limit.perMinute(10).and(Limit.perDay(100))));
    NginxGateway edge = new NginxGateway(platform, web.http(), api, certManager.controller());

    // Watching.
    new FluentBit(platform);
    new NodeExporter(platform);
    new KubeStateMetrics(platform);
    Optional<Alertmanager> alertmanager = Alertmanager.in(platform);
    Prometheus prometheus = new Prometheus(platform).tells(alertmanager).overview();
    Grafana grafana =
        new Grafana(platform, prometheus.http())
            .alerts(alertmanager.map(Alertmanager::http))
            .traces(traces.pages());
    new ImageScanners(platform, postgres::database);

    // What people open in a browser, after they have signed in.
    SignOn signOn = new SignOn(platform, edge);
    alertmanager.ifPresent(told -> signOn.protect("alertmanager", told.http()));
    signOn.protect("grafana", grafana.http());
    traces.pages().ifPresent(page -> signOn.protect("jaeger", page));
    signOn.protect("prometheus", prometheus.http());
    signOn.protect("rabbitmq", rabbitmq);

    // What holds it all together, derived from everything above.
    new Namespaces(platform);
    new ServiceMesh(platform);
    new AdmissionPolicies(platform);
    new PeopleAccess(platform);
    new SecretStores(platform);
    new Certificates(platform);
    new BackupBucket(platform);
    new ArgoCd(platform);
    new ImageWorkflows(platform);
    Hardening.decide(platform);
    EnvironmentDifferences.decide(platform);

    return platform;
  }

  private ReferencePlatform() {}
}
