package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.cdk8s.plus25.k8s.IntOrString;
import org.cdk8s.plus25.k8s.Quantity;

/**
 * Quantities and ports in the form of the API; cached, since each one made is a call into the jsii
 * kernel.
 */
final class ApiQuantities {

  private static final Map<String, Quantity> QUANTITIES = new ConcurrentHashMap<>();
  private static final Map<Integer, IntOrString> NUMBERS = new ConcurrentHashMap<>();

  /** CPU, memory and disk of the node. */
  static Map<String, Quantity> of(Resources resources, Memory disk) {
    Map<String, Quantity> amounts = new TreeMap<>();
    amounts.put("cpu", quantity(resources.cpu().toString()));
    amounts.put("memory", of(resources.memory()));
    amounts.put("ephemeral-storage", of(disk));
    return amounts;
  }

  static Quantity of(Memory memory) {
    return quantity(memory.toString());
  }

  private static Quantity quantity(String text) {
    return QUANTITIES.computeIfAbsent(text, Quantity::fromString);
  }

  static IntOrString number(int value) {
    return NUMBERS.computeIfAbsent(value, IntOrString::fromNumber);
  }

  private ApiQuantities() {}
}
