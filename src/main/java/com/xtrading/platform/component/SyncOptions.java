package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AnnotationKeys;
import java.util.Map;

/** Annotations by which objects tell Argo CD how to treat them. */
public final class SyncOptions {

  /** A person confirms before the object is pruned or deleted: data would go with it. */
  public static final Map<String, String> CONFIRM_DELETION =
      Map.of("argocd.argoproj.io/sync-options", "Prune=confirm,Delete=confirm");

  /** Neither pruned nor deleted: it is not ours alone. */
  public static final Map<String, String> KEPT =
      Map.of("argocd.argoproj.io/sync-options", "Prune=false,Delete=false");

  /** When an object is applied among those of its component; smaller numbers first. */
  public static Map<String, String> wave(int number) {
    return Map.of(AnnotationKeys.SYNC_WAVE, Integer.toString(number));
  }

  private SyncOptions() {}
}
