package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Optional;

/** The HashiCorp Vault that serves an environment: one outside, or its own. */
public record Vault(
    @Describe("Address of Vault; left out where the environment owns it.")
        Optional<HttpsUrl> server,
    @Describe("Address ranges behind that address; left out where the environment owns it.")
        Optional<List<Cidr>> cidrs,
    @Describe("Mount of the key-value engine, version 2.") KubernetesName mount,
    @Describe("Mount of the Kubernetes auth method of this cluster.") KubernetesName authMount,
    @Describe("A Vault that runs in the cluster; left out where it is outside.")
        Optional<Own> own) {

  /** Where a Vault is. */
  public sealed interface Place permits Outside, Own {}

  /** A Vault that somebody else runs. */
  public record Outside(HttpsUrl server, List<Cidr> cidrs) implements Place {}

  /** A Vault of the environment's own. */
  public record Own(
      @Describe("Servers, an odd number.") @Range(min = 3, max = 5) int nodes,
      @Describe("Volume of one server.") Memory storage,
      @Describe("Processor time and memory of one server.") Resources resources,
      @Describe("What opens it when it starts.") Seal seal)
      implements Place {

    /** The storage maps its file into memory; an empty server takes most of this. */
    private static final Memory LEAST = Memory.mebibytes(256);

    public Own {
      if (nodes % 2 == 0) {
        throw new InvalidValue(
            "nodes %d is even: a majority of them decides".formatted(nodes),
            "3 or 5",
            "set nodes to 3 or 5");
      }
      if (resources.memory().compareTo(LEAST) < 0) {
        throw new InvalidValue(
            "resources: %s memory is too small for Vault".formatted(resources.memory()),
            LEAST + " or more",
            "write %s or more".formatted(LEAST));
      }
    }
  }

  public Vault {
    if (own.isPresent() && (server.isPresent() || cidrs.isPresent())) {
      throw new InvalidValue(
          "own is given beside an address outside: secrets come from one Vault",
          "own, or server and cidrs",
          "remove one of them");
    }
    if (own.isEmpty() && (server.isEmpty() || cidrs.isEmpty())) {
      throw new InvalidValue(
          "%s of Vault is missing".formatted(server.isEmpty() ? "the address" : "the range"),
          "server and cidrs, or own",
          server.isEmpty() ? "add server" : "add cidrs");
    }
  }

  /** Where it is. */
  public Place place() {
    return own.<Place>map(here -> here)
        .orElseGet(() -> new Outside(server.orElseThrow(), cidrs.orElseThrow()));
  }
}
