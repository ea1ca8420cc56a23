package com.xtrading.platform.component;

import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Volume;
import java.util.List;

/** Where pods find their secrets: as files, so that no value stands in an environment variable. */
public final class SecretFiles {

  private static final String ROOT = "/etc/xtrading/secrets";

  /** The file that holds one key. */
  public static String path(SecretNeed need, String key) {
    return "%s/%s/%s".formatted(ROOT, need.name(), key);
  }

  /** The container with every secret mounted. */
  public static ContainerShape mount(ContainerShape container, List<SecretNeed> needs) {
    ContainerShape mounted = container;
    for (SecretNeed need : needs) {
      mounted = mounted.withMount(need.name(), ROOT + "/" + need.name(), true);
    }
    return mounted;
  }

  /** The pod with a volume for every secret. */
  public static PodShape volumes(PodShape pod, List<SecretNeed> needs) {
    return pod.withVolumes(
        needs.stream().map(need -> new Volume.Secret(need.name(), need.name())).toList());
  }

  private SecretFiles() {}
}
