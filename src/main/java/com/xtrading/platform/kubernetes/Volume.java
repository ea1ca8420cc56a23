package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Memory;
import java.util.List;

/** Files that containers of a pod see. */
public sealed interface Volume {

  /** The name inside the pod. */
  String name();

  /**
   * Space that lives as long as the pod.
   *
   * @param limit the kubelet evicts the pod beyond it
   */
  record Scratch(String name, Memory limit) implements Volume {}

  /** The keys of a config map as files. */
  record Config(String name, String configMap) implements Volume {}

  /**
   * Keys of a secret as files.
   *
   * @param keys which ones; empty for all of them
   */
  record Secret(String name, String secret, List<String> keys) implements Volume {
    public Secret {
      keys = List.copyOf(keys);
    }

    /** Every key. */
    public Secret(String name, String secret) {
      this(name, secret, List.of());
    }
  }

  /** A persistent volume, by its claim. */
  record Claimed(String name, String claim) implements Volume {}

  /**
   * A folder or file of the node.
   *
   * @param type what must be there, such as {@code Directory} or {@code DirectoryOrCreate}
   */
  record Host(String name, String path, String type) implements Volume {}

  /**
   * A place where a container sees a volume.
   *
   * @param volume name of the volume
   * @param path absolute folder or file
   */
  record Mount(String volume, String path, boolean readOnly) {}
}
