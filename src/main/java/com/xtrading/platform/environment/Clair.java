package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Clair, for a registry that has its images scanned by it, as Quay does. */
public record Clair(
    @Describe("The registry that calls.") Registry registry,
    @Describe("Where it learns of vulnerabilities.") Updates updates,
    @Describe("Space of one pod for layers and advisories while it reads them.") Memory layers,
    @Describe("Its pods.") ServiceSize service) {

  /** A registry that asks what is wrong with its images, and gives their layers. */
  public record Registry(
      @Describe("Address at which layers are fetched.") HttpsUrl url,
      @Describe("Address ranges of the registry, which calls from there too.") List<Cidr> cidrs,
      @Describe("Whom its tokens name as issuer, such as quay.") String issuer,
      @Describe("Address that is told of new findings; left out where nobody listens.")
          Optional<HttpsUrl> notifications) {

    public Registry {
      if (!issuer.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
        throw new InvalidValue(
            "issuer \"%s\" is no issuer of tokens".formatted(issuer),
            "1 to 63 of a-z, 0-9, ., _ and -",
            "write what the registry puts into the claim iss; Quay writes quay");
      }
      if (issuer.startsWith("clair-")) {
        throw new InvalidValue(
            "issuer \"%s\" is one by which Clair knows itself".formatted(issuer),
            "a name without clair- at the start",
            "write what the registry puts into the claim iss; Quay writes quay");
      }
      notifications
          .filter(address -> !address.host().equals(url.host()))
          .ifPresent(
              address -> {
                throw new InvalidValue(
                    "notifications go to %s, and cidrs are those of %s"
                        .formatted(address.host(), url.host()),
                    "an address of the registry",
                    "write one below https://" + url.host());
              });
    }
  }

  /** Advisories, by who publishes them. */
  public record Updates(
      @Describe("Publishers whose packages are in the images.") List<Publisher> sets,
      @Describe("Address ranges of their servers.") List<Cidr> cidrs) {

    public Updates {
      Set<Publisher> known = EnumSet.noneOf(Publisher.class);
      for (Publisher publisher : sets) {
        if (!known.add(publisher)) {
          throw new InvalidValue(
              "sets has %s twice".formatted(publisher.written()),
              "each publisher once",
              "remove one of them");
        }
      }
    }
  }

  /** Publishers that Clair 4.9 knows (config/updaters.go). */
  public enum Publisher {
    ALPINE,
    AWS,
    DEBIAN,
    ORACLE,
    OSV,
    PHOTON,
    RHCC,
    RHEL_VEX,
    SUSE,
    UBUNTU;

    /** The name in Clair's settings. */
    public String written() {
      return WrittenEnum.of(this);
    }
  }
}
