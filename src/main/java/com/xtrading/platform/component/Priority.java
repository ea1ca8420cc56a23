package com.xtrading.platform.component;

/** Who is scheduled first, and stays, when the nodes are full. */
public enum Priority {
  /** Stores: everything else waits for them. */
  DATA("xtrading-data", 1_000_000, true),
  /** Operators and controllers: without them no store fails over. Whoever names no class is one. */
  ADD_ON("xtrading-add-on", 950_000, true),
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

  /** Whether pods that name no class are of this one. */
  public boolean isDefault() {
    return this == ADD_ON;
  }

  /** Whether pods of a lower priority are stopped to make room. */
  public boolean preempts() {
    return preempts;
  }
}
