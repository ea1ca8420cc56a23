package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Hours;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Minutes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Single sign-on of people: the OpenID provider, and who may open which user interface. */
public record Identity(
    @Describe(
            "Issuer of tokens, letter for letter as the provider names itself, without a slash"
                + " at the end.")
        HttpsUrl issuer,
    @Describe("Address ranges behind that address.") List<Cidr> cidrs,
    @Describe(
            "What the API server writes before the provider's groups, as in people; left out where"
                + " it writes nothing.")
        Optional<String> groupPrefix,
    @Describe("How long people stay signed in.") Session session,
    @Describe("Size of the proxy before each user interface.") ServiceSize proxy,
    @Describe("User interfaces that people may open, by the label before the domain.")
        SortedMap<KubernetesName, Ui> uis) {

  /** Labels before the domain that are no user interfaces, and names of listeners. */
  private static final Set<String> TAKEN = Set.of("api", "web", "http", "www");

  /** How long people stay signed in. */
  public record Session(
      @Describe("After which people sign in anew, whatever they do; up to a day.") Hours length,
      @Describe(
              "Life of an access token at the provider; a minute before its end the provider is asked"
                  + " whether the person and the groups are still there.")
          Minutes tokenLife) {

    private static final int LONGEST = 24;
    private static final Duration MARGIN = Duration.ofMinutes(1);

    public Session {
      if (length.count() > LONGEST) {
        throw new InvalidValue(
            "length %s is more than a day".formatted(length),
            "1h to %dh".formatted(LONGEST),
            "let people sign in every day");
      }
      if (tokenLife.duration().compareTo(MARGIN) <= 0) {
        throw new InvalidValue(
            "tokenLife %s leaves no time to ask for the next one".formatted(tokenLife),
            "2m to 60m",
            "let tokens live for longer at the provider, and write that here");
      }
    }

    /** After which the provider is asked again, while the token still counts. */
    public Duration refresh() {
      return tokenLife.duration().minus(MARGIN);
    }
  }

  /** A user interface that people open in a browser. */
  public record Ui(
      @Describe("Who may open it.") List<People.Kind> who,
      @Describe("Client at the provider; left out for xtrading-<environment>-<user interface>.")
          Optional<String> clientId) {

    public Ui {
      clientId
          .filter(id -> !id.matches("[A-Za-z0-9][A-Za-z0-9:/@._-]{0,252}"))
          .ifPresent(
              id -> {
                throw new InvalidValue(
                    "clientId \"%s\" is no name of a client".formatted(id),
                    "A-Z, a-z, 0-9, :, /, @, ., _ and -",
                    "write the client's id, not its secret");
              });
      if (new HashSet<>(who).size() < who.size()) {
        throw new InvalidValue("who names somebody twice", "each kind once", "remove one");
      }
    }
  }

  public Identity {
    if (issuer.value().endsWith("/") || issuer.path().contains("//")) {
      throw new InvalidValue(
          "issuer \"%s\" has a slash too many".formatted(issuer),
          "https://host[:port][/path] without a slash at the end",
          "copy issuer from <issuer>/.well-known/openid-configuration");
    }
    if (uis.isEmpty()) {
      throw new InvalidValue(
          "uis has no user interface", "one or more", "name one, or leave identity out");
    }
    for (KubernetesName ui : uis.keySet()) {
      if (TAKEN.contains(ui.value())) {
        throw new InvalidValue(
            "uis has \"%s\", whose host is taken".formatted(ui),
            "another label than " + String.join(", ", TAKEN.stream().sorted().toList()),
            "rename the user interface");
      }
    }
    groupPrefix
        .filter(prefix -> !prefix.matches("[A-Za-z0-9:/@._-]{1,63}"))
        .ifPresent(
            prefix -> {
              throw new InvalidValue(
                  "groupPrefix \"%s\" begins no group".formatted(prefix),
                  "1 to 63 of A-Z, a-z, 0-9, :, /, @, ., _ and -",
                  "write what --oidc-groups-prefix of the API server is");
            });
  }

  /** The group as tokens of the provider name it. */
  String inTokens(String group) {
    return groupPrefix
        .filter(group::startsWith)
        .map(p -> group.substring(p.length()))
        .orElse(group);
  }
}
