package com.xtrading.platform.declaration;

/** Annotations by which an object says what it is meant to be. */
public final class AnnotationKeys {

  /** Of pods: there may be one. */
  public static final String SINGLETON = "xtrading.com/singleton";

  /** Of a route: it asks nobody who they are, and is meant to. */
  public static final String PUBLIC = "xtrading.com/public";

  /** Of an object that Argo CD brings: when, among those of its Application. */
  public static final String SYNC_WAVE = "argocd.argoproj.io/sync-wave";

  /** Of an object that Argo CD brings anew in every sync: at which moment. */
  public static final String HOOK = "argocd.argoproj.io/hook";

  /**
   * Of a config map with pages of Grafana: in which folder they are shown. Addresses in them are
   * opened by browsers, and not by Grafana.
   */
  public static final String PAGES = "grafana_folder";

  private AnnotationKeys() {}
}
