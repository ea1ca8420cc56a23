package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Edge;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.DnsName;
import java.util.function.BiConsumer;

/** Checks of hosts and of ranges of addresses inside one environment file. */
final class AddressChecks {

  private static final String ZONE = "edge.dns.zone";

  private AddressChecks() {}

  static void run(EnvironmentFile file) {
    hostsAreInTheZone(file);
    hostsHaveACertificateAtTheEdge(file);
    rangesAreNotEverything(file);
  }

  private static void hostsAreInTheZone(EnvironmentFile file) {
    domainAndZone(
        file,
        (domain, zone) -> {
          if (!domain.equals(zone) && !domain.value().endsWith("." + zone)) {
            file.report(
                ZONE,
                "%s is not in the zone %s".formatted(domain, zone),
                "the domain (line %d), or one above it".formatted(file.bound().line("domain")),
                "write the zone that the domain is in");
          }
        });
  }

  /**
   * Cloudflare certifies a zone and the names directly below it without being asked (Universal SSL,
   * limitations).
   */
  private static void hostsHaveACertificateAtTheEdge(EnvironmentFile file) {
    boolean proxied =
        file.bound()
            .value("edge.cdn", Edge.Cdn.class)
            .filter(cdn -> cdn == Edge.Cdn.CLOUDFLARE)
            .isPresent();
    domainAndZone(
        file,
        (domain, zone) -> {
          if (proxied && domain.value().endsWith("." + zone)) {
            file.report(
                "edge.cdn",
                "%s is two levels below the zone %s, and Cloudflare has no certificate for it"
                    .formatted(Environment.apiHost(domain), zone),
                "a domain with a zone of its own, or cdn: none",
                "write cdn: none, or give the environment a domain of its own");
          }
        });
  }

  private static void domainAndZone(EnvironmentFile file, BiConsumer<DnsName, DnsName> check) {
    file.bound()
        .value("domain", DnsName.class)
        .ifPresent(
            domain ->
                file.bound()
                    .value(ZONE, DnsName.class)
                    .ifPresent(zone -> check.accept(domain, zone)));
  }

  /** A destination that is everywhere is a way out for whoever breaks in. */
  private static void rangesAreNotEverything(EnvironmentFile file) {
    file.bound()
        .all(Cidr.class)
        .forEach(
            (path, range) -> {
              if (range.toString().endsWith("/0") && !path.startsWith("edge.clients")) {
                file.report(
                    path,
                    "%s is every address there is".formatted(range),
                    "the addresses of that place alone",
                    "write its ranges");
              }
            });
  }
}
