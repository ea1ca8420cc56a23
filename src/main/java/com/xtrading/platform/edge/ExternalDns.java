package com.xtrading.platform.edge;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * ExternalDNS: writes a DNS record for every public host, pointing to where the Gateway is reached.
 * It changes and removes only what it has made for this environment.
 */
final class ExternalDns extends AddOn {

  private static final String NAME = "external-dns";
  private static final String SECRET_FOLDER = "/etc/cloudflare";

  /** Its default was another one until 0.21, and changes with 0.22. */
  private static final String ANNOTATIONS = "external-dns.kubernetes.io/";

  /** On the routes: whether Cloudflare carries the content, or only knows the address. */
  static final String PROXIED = ANNOTATIONS + "cloudflare-proxied";

  private static final Port METRICS = Port.tcp("http", 7979);
  private static final Resources SIZE = new Resources(Cpu.millis(10), Memory.mebibytes(48));
  private static final Resources LIMITS = new Resources(Cpu.millis(200), Memory.mebibytes(128));

  ExternalDns(Platform platform) {
    super(
        platform,
        Delivery.addOn(
            NAME,
            NAME,
            PodSecurity.RESTRICTED,
            SyncWave.LATE_ADD_ONS,
            Versions.EXTERNAL_DNS.with(
                values(platform.environment(), platform.namespace(Zone.EDGE).name()))));
    mayEverywhere("reads routes, and of which namespaces they are");
    Workload pods =
        deployment(NAME, "app.kubernetes.io/name", NAME, new PodGroup.Size(1, 1, SIZE, LIMITS))
            .usesApiServer()
            .uses(Cloudflare.api())
            .needs(token(platform.environment()))
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.EXTERNAL_DNS);
    alert(
        new AlertRule(
                "gateway",
                "DnsRecordsNotWritten",
                new Condition(
                    ("time() - external_dns_controller_last_sync_timestamp_seconds > 1800"
                            + " or absent(up{namespace=\"%s\", job=\"%s/%s\"} == 1)")
                        .formatted(NAME, NAME, pods.name()),
                    Duration.ofMinutes(10)),
                Urgency.WARNING,
                new Message(
                    "DNS records do not follow",
                    "ExternalDNS does not run, or Cloudflare does not take what it writes: a new address of"
                        + " the Gateway would not be known."))
            .of(Team.PLATFORM, "xtrading-gateway")
            .fires("nothing is written for 32 minutes", written(1920, 1), pod().alert())
            .fires("it does not run", written(60, 0), SeriesLabels.none().alert())
            .quiet("something was written 28 minutes ago", written(1680, 1)));
  }

  private static SeriesLabels pod() {
    return SeriesLabels.ofPod(NAME, NAME, NAME + "-0");
  }

  private static Given written(int secondsAgo, int up) {
    return Given.of(
        pod().clock("external_dns_controller_last_sync_timestamp_seconds", secondsAgo),
        pod().gauge("up", up));
  }

  private static SecretNeed token(Environment environment) {
    return Cloudflare.token(environment, NAME);
  }

  private static Map<String, Object> values(Environment environment, String routes) {
    String secret = token(environment).name();
    return Fields.of("provider", Fields.of("name", "cloudflare"))
        .with("sources", List.of("gateway-httproute"))
        .with("gatewayNamespace", routes)
        .with("domainFilters", List.of(environment.domain().value()))
        .with("policy", "sync")
        .with("registry", "txt")
        .with("txtOwnerId", "xtrading-" + environment.name())
        // The name of a domain's own record must stay inside the domain. Never to be changed:
        // records are known by it.
        .with("txtPrefix", "edns-%{record_type}.")
        .with("annotationPrefix", ANNOTATIONS)
        .with("interval", "1m")
        .with("triggerLoopOnEvent", true)
        .with("logFormat", "json")
        .with(
            "extraArgs",
            Fields.of("zone-id-filter", List.of(environment.edge().dns().zoneId()))
                .with("gateway-name", NginxGateway.NAME)
                .with("cloudflare-dns-records-per-page", "5000"))
        .with(
            "env",
            List.of(
                Fields.of("name", "CF_API_TOKEN")
                    .with("value", "file:%s/%s".formatted(SECRET_FOLDER, Cloudflare.TOKEN_KEY))))
        .with(
            "extraVolumes",
            List.of(Fields.of("name", secret).with("secret", Fields.of("secretName", secret))))
        .with(
            "extraVolumeMounts",
            List.of(
                Fields.of("name", secret).with("mountPath", SECRET_FOLDER).with("readOnly", true)))
        .with("resources", PodTrees.resources(SIZE, LIMITS));
  }
}
