package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.Optional;

/**
 * A search for traces in Jaeger, or one trace.
 *
 * @param service whose traces are searched; empty where one trace is asked for
 * @param trace id of the one trace, or a variable that holds it
 * @param limit the most traces that are found
 */
public record Traces(Optional<String> service, Optional<String> trace, int limit) implements Query {

  private static final int FEW = 20;

  /**
   * @throws InvalidValue unless exactly one of the two is asked for
   */
  public Traces {
    if (service.isPresent() == trace.isPresent()) {
      throw new InvalidValue(
          "a query for traces names %s".formatted(service.isPresent() ? "both" : "neither"),
          "a service or a trace",
          "use Traces.ofService or Traces.one");
    }
    Query.requireText(service.or(() -> trace).orElseThrow(), "a query for traces");
  }

  /** The newest traces of a service. */
  public static Traces ofService(String service) {
    return new Traces(Optional.of(service), Optional.empty(), FEW);
  }

  /** One trace. */
  public static Traces one(String trace) {
    return new Traces(Optional.empty(), Optional.of(trace), 1);
  }

  @Override
  public String text() {
    return service.or(() -> trace).orElseThrow();
  }

  @Override
  public DataSource source() {
    return DataSource.JAEGER;
  }
}
