package com.xtrading.platform.component;

/** Queries about servers that read their certificate only when they start. */
public final class CertificateAge {

  /**
   * Servers that started before their certificate was issued.
   *
   * @param startTime when each started, in seconds since 1970
   * @param certificate name of the Certificate
   */
  public static String olderThanCertificate(
      String startTime, String namespace, String certificate) {
    // cert-manager is scraped like anybody else, so its own labels are the exported ones.
    return "%s < on () group_left () max(certmanager_certificate_not_before_timestamp_seconds{exported_namespace=\"%s\", name=\"%s\"})"
        .formatted(startTime, namespace, certificate);
  }

  private CertificateAge() {}
}
