package com.xtrading.platform.edge;

import com.xtrading.platform.component.DeclarationException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests that the gateway passes on, and what it asks of them.
 *
 * @param name unique in the gateway
 * @param paths how their paths begin
 * @param methods empty for all
 * @param asks what a caller shows
 * @param limit of its own, instead of that of the whole API
 */
public record Route(
    String name, List<String> paths, SortedSet<Method> methods, Asks asks, Optional<Limit> limit) {

  /** Methods of HTTP that services answer; a gateway answers OPTIONS itself. */
  public enum Method {
    DELETE,
    GET,
    PATCH,
    POST,
    PUT
  }

  /** What a caller shows before a request is passed on. */
  public enum Asks {
    /** A signed token in the header Authorization. */
    TOKEN,
    /**
     * A signed token of less than a minute in the query: browsers send no header when they open a
     * WebSocket.
     */
    TICKET,
    /** Nothing. */
    NOTHING
  }

  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)+");

  public Route {
    if (!NAME.matcher(name).matches()) {
      throw new DeclarationException(
          "\"%s\" is no name of a route; write a-z, 0-9 and -".formatted(name));
    }
    if (paths.isEmpty()) {
      throw new DeclarationException("route %s has no path; give it one".formatted(name));
    }
    for (String path : paths) {
      if (!PATH.matcher(path).matches()) {
        throw new DeclarationException(
            "route %s: \"%s\" is no path; write names with a / before each, such as /api/v1/users"
                .formatted(name, path));
      }
    }
    paths = List.copyOf(paths);
    methods = Collections.unmodifiableSortedSet(new TreeSet<>(methods));
  }

  /** Requests with a token. */
  public static Route of(String name, String... paths) {
    return new Route(name, List.of(paths), new TreeSet<>(), Asks.TOKEN, Optional.empty());
  }

  /** WebSockets, opened with a ticket. */
  public static Route sockets(String name, String... paths) {
    return new Route(
        name, List.of(paths), new TreeSet<>(Set.of(Method.GET)), Asks.TICKET, Optional.empty());
  }

  /**
   * Requests of anybody; the gateway must have the route on its public list.
   *
   * @param limit for each address
   */
  public static Route open(String name, Limit limit, String... paths) {
    return new Route(name, List.of(paths), new TreeSet<>(), Asks.NOTHING, Optional.of(limit));
  }

  /** The same route for some methods alone. */
  public Route only(Method... some) {
    return new Route(name, paths, new TreeSet<>(Set.of(some)), asks, limit);
  }

  /** The same route with a limit of its own for each user. */
  public Route limitedTo(Limit own) {
    return new Route(name, paths, methods, asks, Optional.of(own));
  }

  /** Whether its paths are whole, and not the beginnings of others. */
  boolean isExact() {
    return asks == Asks.NOTHING;
  }

  /**
   * A request that both routes match and of which only one could ever get any, if there is one.
   * Kong prefers the route that names more (methods and paths before paths alone), then the one
   * with a regular expression, as which an exact path is written, then the longer path
   * (kong/router, transform.lua); between equals chance decides.
   */
  Optional<String> shadowed(Route other) {
    return paths.stream()
        .flatMap(
            mine ->
                other.paths.stream()
                    .flatMap(
                        theirs ->
                            Stream.of(takes(mine, other, theirs), other.takes(theirs, this, mine))
                                .flatMap(Optional::stream)))
        .findFirst();
  }

  /** A request for a path of the other that this route gets, though it should not. */
  private Optional<String> takes(String mine, Route other, String theirs) {
    boolean matches = isExact() ? mine.equals(theirs) : theirs.startsWith(mine);
    boolean wrong;
    if (!mine.equals(theirs)) {
      // The other one names more of the path, and this one more kinds of things.
      wrong = rank() > other.rank();
    } else if (rank() == other.rank()) {
      wrong = isExact() == other.isExact();
    } else {
      wrong = rank() > other.rank() && methods.size() == Method.values().length;
    }
    return matches && wrong ? common(other).map(method -> method + theirs) : Optional.empty();
  }

  /** How many kinds of things it names. */
  private int rank() {
    return methods.isEmpty() ? 1 : 2;
  }

  /** A method that both have, as the beginning of a request. */
  private Optional<String> common(Route other) {
    if (methods.isEmpty() && other.methods.isEmpty()) {
      return Optional.of("");
    }
    SortedSet<Method> both = new TreeSet<>(methods.isEmpty() ? other.methods : methods);
    if (!methods.isEmpty() && !other.methods.isEmpty()) {
      both.retainAll(other.methods);
    }
    return both.stream().map(method -> method + " ").findFirst();
  }

  @Override
  public String toString() {
    String some = methods.stream().map(Enum::name).collect(Collectors.joining(", "));
    return "%s (%s%s)".formatted(name, some.isEmpty() ? "" : some + " ", String.join(", ", paths));
  }
}
