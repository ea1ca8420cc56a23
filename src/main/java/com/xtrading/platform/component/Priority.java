package com.xtrading.platform.component;

/** Who is scheduled first, and stays, when the nodes are full. */
public enum Priority {
  /** Stores: everything else waits for them. */
  DATA("xtrading-data", 1_000_000, true),
  /** Agents and monitoring, without which nobody sees what is wrong. */
  OBSERVABILITY("xtrading-observability", 900_000, true),
  /** Services that users talk to. */
  SERVICE("xtrading-service", 500_000, true),
  /** Work that can be started again; it pushes nobody away. */
  BATCH("xtrading-batch", 100_000, false);

  private final String className;
  private final int value;
  private final boolean preempts;

  Priority(String className, int value, boolean preempts) {
    this.className = className;
    this.value = value;
    this.preempts = preempts;
  }

  /** The name of the PriorityClass. */
  public String className() {
    return className;
  }

  /** The value of the PriorityClass, below that of the system's own classes. */
  public int value() {
    return value;
  }

  /** Whether pods of a lower priority are stopped to make room. */
  public boolean preempts() {
    return preempts;
  }
}
