package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way in from the internet: content delivery network, proxy and API gateway. */
public record Edge(
    @Describe("What stands between clients and the origin.") Cdn cdn,
    @Describe(
            "Address ranges of clients; left out with a content delivery network, which alone"
                + " reaches the origin.")
        Optional<List<Cidr>> clients,
    @Describe("NGINX, which ends TLS.") ServiceSize proxy,
    @Describe("Kong, which knows who may call what, and how often.") ServiceSize gateway,
    @Describe("Largest body of a request, in whole MiB.") Memory requestBody,
    @Describe("Where the public hosts are known.") Dns dns,
    @Describe("Who certifies the public hosts.") Acme certificates,
    @Describe("Keys by which tokens are known; two while one takes the place of the other.")
        List<TokenKey> tokenKeys) {

  /** Networks that carry the content of the platform. */
  public enum Cdn {
    CLOUDFLARE,
    NONE
  }

  /** A zone of Cloudflare's DNS. */
  public record Dns(
      @Describe("Domain of the zone; that of the environment, or one above it.") DnsName zone,
      @Describe("Its number at Cloudflare, 32 hexadecimal digits.") String zoneId) {

    public Dns {
      if (!zoneId.matches("[0-9a-f]{32}")) {
        throw new InvalidValue(
            "zoneId \"%s\" is no number of a zone".formatted(zoneId),
            "32 hexadecimal digits",
            "copy it from the overview of the zone at Cloudflare");
      }
    }
  }

  /** A certification authority that speaks ACME (RFC 8555). */
  public record Acme(
      @Describe("Address of its directory.") HttpsUrl server,
      @Describe("Address ranges behind that address.") List<Cidr> cidrs,
      @Describe("Whom it writes to when a certificate is about to end.") String email) {

    public Acme {
      if (!email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
        throw new InvalidValue(
            "email \"%s\" is no mail address".formatted(email),
            "name@domain",
            "write the address of the team");
      }
    }
  }

  /** The public half of a key that signs tokens. */
  public record TokenKey(
      @Describe("Name of the key, in the header kid of its tokens.") String kid,
      @Describe("The key.") PublicKey publicKey) {

    public TokenKey {
      if (!kid.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
        throw new InvalidValue(
            "kid \"%s\" is no name of a key".formatted(kid),
            "1 to 64 of A-Z, a-z, 0-9, ., _ and -",
            "write the kid that the issuer of tokens puts into their header");
      }
    }
  }

  public Edge {
    if (clients.isPresent() == (cdn != Cdn.NONE)) {
      throw cdn == Cdn.NONE
          ? new InvalidValue(
              "clients are missing: without a content delivery network nobody could come",
              "address ranges",
              "add clients, [0.0.0.0/0] for everybody, or choose a cdn")
          : new InvalidValue(
              "clients are given beside the cdn: they could pass it by",
              "clients, or a cdn",
              "remove clients, or write cdn: none");
    }
    if (requestBody.bytes() % Memory.mebibytes(1).bytes() != 0) {
      throw new InvalidValue(
          "requestBody %s is no whole number of MiB".formatted(requestBody),
          "1Mi or more, in whole MiB",
          "round it");
    }
    Set<String> kids = new HashSet<>();
    for (TokenKey key : tokenKeys) {
      if (!kids.add(key.kid())) {
        throw new InvalidValue(
            "tokenKeys has two keys with the kid \"%s\"".formatted(key.kid()),
            "a kid of its own for each key",
            "rename the newer one where it is issued");
      }
    }
  }
}
