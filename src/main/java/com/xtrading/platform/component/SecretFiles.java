package com.xtrading.platform.component;

import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Volume;
import java.util.ArrayList;
import java.util.List;

/** Where pods find their secrets: as files, so that no value stands in an environment variable. */
public final class SecretFiles {

  /** The folder that holds a folder for each secret. */
  public static final String ROOT = "/etc/xtrading/secrets";

  private static final String CERTIFICATES = "/etc/xtrading/certificates";

  /** The certificate of the platform's authority, by which clients know servers. */
  public static final String AUTHORITY = path(CertificateNeed.TRUST, CertificateNeed.AUTHORITY_KEY);

  /** The file that holds one key of a secret. */
  public static String path(SecretNeed need, String key) {
    return "%s/%s/%s".formatted(ROOT, need.name(), key);
  }

  /** The file that holds one key of a certificate. */
  public static String path(CertificateNeed need, String key) {
    return path(need.name(), key);
  }

  private static String path(String certificate, String key) {
    return "%s/%s/%s".formatted(CERTIFICATES, certificate, key);
  }

  /** The folder that holds the keys of a certificate. */
  public static String folder(CertificateNeed need) {
    return "%s/%s".formatted(CERTIFICATES, need.name());
  }

  /** The container with everything mounted that its workload reads. */
  public static ContainerShape mount(ContainerShape container, Workload workload) {
    ContainerShape mounted = container;
    for (SecretNeed need : workload.secrets()) {
      mounted = mounted.withMount(need.name(), ROOT + "/" + need.name(), true);
    }
    for (CertificateNeed need : workload.certificates()) {
      mounted = mounted.withMount(need.name(), folder(need), true);
    }
    return mounted;
  }

  /** The pod with a volume for everything that its workload reads. */
  public static PodShape volumes(PodShape pod, Workload workload) {
    List<Volume> volumes = new ArrayList<>();
    workload.secrets().forEach(need -> volumes.add(new Volume.Secret(need.name(), need.name())));
    for (CertificateNeed need : workload.certificates()) {
      volumes.add(
          new Volume.Secret(
              need.name(),
              need.name(),
              // A client needs the authority alone, and no key.
              need.usage() == CertificateNeed.Usage.CLIENT
                  ? List.of(CertificateNeed.AUTHORITY_KEY)
                  : List.of()));
    }
    return pod.withVolumes(volumes);
  }

  private SecretFiles() {}
}
