package com.xtrading.platform.declaration;

/** Annotations by which an object says what it is meant to be. */
public final class AnnotationKeys {

  /** Of pods: there may be one. */
  public static final String SINGLETON = "xtrading.com/singleton";

  /** Of a route: it asks nobody who they are, and is meant to. */
  public static final String PUBLIC = "xtrading.com/public";

  private AnnotationKeys() {}
}
