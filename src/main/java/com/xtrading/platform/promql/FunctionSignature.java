package com.xtrading.platform.promql;

import java.util.List;

/**
 * A function of Prometheus, by what it takes and gives.
 *
 * @param least arguments that must be there
 * @param most arguments that may be there, {@link Integer#MAX_VALUE} for any number
 * @param arguments their types; the last is that of all that follow
 */
public record FunctionSignature(
    String name, List<ValueType> arguments, int least, int most, ValueType returns) {

  public FunctionSignature {
    arguments = List.copyOf(arguments);
  }

  /** The type of an argument, from 0. */
  ValueType argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }

  /** How many arguments it takes, for messages. */
  String count() {
    if (most == Integer.MAX_VALUE) {
      return least + " or more";
    }
    return least == most ? Integer.toString(least) : least + " or " + most;
  }
}
