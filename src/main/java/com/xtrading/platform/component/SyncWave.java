package com.xtrading.platform.component;

/**
 * When Argo CD syncs a component; smaller numbers first, each wave after the one before it is
 * healthy.
 */
public enum SyncWave {
  NAMESPACES(-40),
  /** Add-ons whose kinds other add-ons use, such as the monitors of the Prometheus operator. */
  FIRST_ADD_ONS(-35),
  ADD_ONS(-30),
  SECRETS(-25),
  /** A Vault in the cluster, which needs a certificate, and for which secrets wait. */
  VAULT(-23),
  /** Add-ons that start with a secret or a certificate of theirs. */
  LATE_ADD_ONS(-20),
  DATA(-10),
  SERVICES(0),
  GATEWAY(3),
  EDGE(5),
  OBSERVABILITY(10),
  /** What people open in a browser, when it is there. */
  SIGN_ON(15),
  BACKUP(20);

  private final int number;

  SyncWave(int number) {
    this.number = number;
  }

  /** The value of {@code argocd.argoproj.io/sync-wave}. */
  public int number() {
    return number;
  }
}
