package com.xtrading.platform.delivery;

import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.health.HealthChecks;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.Scope;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of Argo CD that are ours. They stand in a config map of its installation, of which
 * only what is written here is applied (server-side), and nothing is ever removed with it.
 */
final class HubSettings {

  private static final String NAME = "argocd-cm";

  /** Before everything that is waited for. */
  private static final int WAVE = ArgoCd.PROJECT_WAVE - 10;

  /** Every check, whichever environments there are: one hub delivers all of them. */
  static void draw(Scope hub) {
    Map<String, String> data = new TreeMap<>();
    HealthChecks.delivered()
        .forEach(
            (kind, lua) ->
                data.put("resource.customizations.health." + HealthChecks.settingOf(kind), lua));
    Map<String, String> annotations = new TreeMap<>(SyncOptions.wave(WAVE));
    annotations.putAll(SyncOptions.KEPT);
    // Argo CD reads config maps of this label alone.
    ConfigMaps.draw(
        hub.labelled(Map.of(LabelKeys.NAME, NAME, LabelKeys.PART_OF, "argocd")),
        NAME,
        annotations,
        data);
  }

  private HubSettings() {}
}
