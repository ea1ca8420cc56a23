package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Trivy, which looks for known vulnerabilities and for secrets in the images that run. */
public record ImageScanning(
    @Describe("Where the vulnerability databases come from.") Databases databases,
    @Describe("Registries of the images that run, all of them.") List<Registry> registries,
    @Describe(
            "Whether registries ask for a login; it is then in Vault, at <environment>/registry/pull.")
        boolean login,
    @Describe("Processor time and memory of the server that holds the databases.")
        Resources resources,
    @Describe("The pods that look into images.") Scans scans) {

  private static final String PLACE =
      "[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

  /** A registry with the databases of Trivy, upstream's or a copy. */
  public record Databases(
      @Describe("Registry and folder that hold trivy-db and trivy-java-db.") String repository,
      @Describe("Address ranges behind that registry.") List<Cidr> cidrs) {

    public Databases {
      if (!repository.matches(PLACE) || !repository.contains("/")) {
        throw new InvalidValue(
            "repository \"%s\" is no folder of a registry".formatted(repository),
            "registry and folder such as mirror.gcr.io/aquasec",
            "leave out scheme, tag and the name of the database");
      }
    }

    /** The registry alone. */
    public String registry() {
      return repository.substring(0, repository.indexOf('/'));
    }

    /** A database below the registry. */
    public String database(String name) {
      return repository.substring(repository.indexOf('/') + 1) + "/" + name;
    }
  }

  /** A registry from which images come. */
  public record Registry(
      @Describe("Its name in images, such as ghcr.io.") DnsName host,
      @Describe("A copy that is asked in its place; left out where the registry itself is.")
          Optional<String> mirror,
      @Describe("Address ranges of whichever is asked.") List<Cidr> cidrs) {

    public Registry {
      mirror
          .filter(copy -> !copy.matches(PLACE))
          .ifPresent(
              copy -> {
                throw new InvalidValue(
                    "mirror \"%s\" is no registry".formatted(copy),
                    "a registry, or a folder of one, such as mirror.xtrading.com/ghcr",
                    "leave out the scheme");
              });
    }
  }

  /** Pods that each look into the images of one workload. */
  public record Scans(
      @Describe("How many of them there are at a time.") @Range(min = 1, max = 10) int parallel,
      @Describe("Processor time and memory for one image.") Resources resources) {

    /** What the chart sets aside for one scan (trivy.resources.requests of 0.34.0), 100M. */
    private static final Memory LEAST = Memory.mebibytes(96);

    public Scans {
      requireMemory(resources, LEAST, "a scan");
    }
  }

  /** What the chart sets aside for the server (trivy.server.resources.requests of 0.34.0). */
  private static final Memory LEAST = Memory.mebibytes(512);

  private static void requireMemory(Resources resources, Memory least, String what) {
    if (resources.memory().compareTo(least) < 0) {
      throw new InvalidValue(
          "resources: %s memory is too small for %s of Trivy".formatted(resources.memory(), what),
          least + " or more",
          "write %s or more".formatted(least));
    }
  }

  public ImageScanning {
    requireMemory(resources, LEAST, "the server");
    Set<DnsName> hosts = new HashSet<>();
    for (Registry registry : registries) {
      if (!hosts.add(registry.host())) {
        throw new InvalidValue(
            "registries has %s twice".formatted(registry.host()),
            "each registry once",
            "remove one of them");
      }
    }
  }
}
