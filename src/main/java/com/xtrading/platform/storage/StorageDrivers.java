package com.xtrading.platform.storage;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Storage;

/**
 * The drivers that make the volumes of an environment. Each brings its storage classes and, where
 * volumes can be copied in an instant, snapshot classes. No class is the default: whoever claims a
 * volume says of which kind.
 */
public final class StorageDrivers {

  public StorageDrivers(Platform platform) {
    Storage storage = platform.environment().cluster().storage();
    storage.local().ifPresent(local -> new LocalPath(platform, local));
    if (storage.ceph().isPresent() || storage.nfs().isPresent()) {
      new SnapshotController(platform);
    }
    storage.ceph().ifPresent(ceph -> new CephCsi(platform, ceph));
    storage.nfs().ifPresent(nfs -> new NfsCsi(platform, nfs));
  }
}
