package com.xtrading.platform.charts;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every environment in which an add-on is there, or has other values, than in the others. */
final class AddOnVariants {

  private static final Map<String, JudgedEnvironment> ALL = new LinkedHashMap<>();

  static {
    for (JudgedEnvironment rendered : TestPlatform.reference()) {
      ALL.put(rendered.name(), rendered);
    }
    ALL.put("mesh on gke", TestPlatform.meshed());
    ALL.put(
        "mesh on kubeadm",
        TestPlatform.render(
            ReferencePlatform::declare,
            EditedEnvironment.roomyStaging(
                "reservation: gke",
                "reservation: kubeadm",
                "\nmonitoring:\n",
                "\nmesh: istio-ambient\nmonitoring:\n")));
    ALL.put("own vault", TestPlatform.ownVault());
    ALL.put("clair", TestPlatform.withClair());
  }

  /** By what they are called in recorded facts. */
  static Map<String, JudgedEnvironment> all() {
    return ALL;
  }

  private AddOnVariants() {}
}
