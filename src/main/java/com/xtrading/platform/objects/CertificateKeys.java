package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys of the Secret that cert-manager 1.21 makes of a Certificate. */
final class CertificateKeys {

  private static final String AUTHORITY = "ca.crt";

  /** Of the formats that a Certificate asks for besides PEM. */
  private static final Map<String, String> FORMATS =
      Map.of("CombinedPEM", "tls-combined.pem", "DER", "key.der");

  /** Of the stores that a Certificate asks for: how their files end. */
  private static final Map<String, String> STORES = Map.of("jks", "jks", "pkcs12", "p12");

  private CertificateKeys() {}

  /**
   * The keys.
   *
   * @param objects where its issuer may be; of one that is not there it is expected to say who it
   *     is
   */
  static Set<String> of(Manifest certificate, ClusterObjects objects) {
    Set<String> keys = new TreeSet<>(Set.of("tls.crt", "tls.key"));
    boolean hasAuthority = saysWhoItIs(certificate, objects);
    if (hasAuthority) {
      keys.add(AUTHORITY);
    }
    Tree spec = certificate.at("spec");
    spec.at("additionalOutputFormats")
        .elements()
        .map(format -> FORMATS.get(format.at("type").text("")))
        .filter(key -> key != null)
        .forEach(keys::add);
    STORES.forEach(
        (store, end) -> {
          if (spec.at("keystores", store, "create").isTrue()) {
            keys.add("keystore." + end);
            if (hasAuthority) {
              keys.add("truststore." + end);
            }
          }
        });
    return keys;
  }

  /**
   * Whether the issuer hands out its own certificate. An authority that is asked by ACME does not:
   * whoever reads the certificate knows it already.
   */
  private static boolean saysWhoItIs(Manifest certificate, ClusterObjects objects) {
    Tree reference = certificate.at("spec", "issuerRef");
    GroupKind kind = GroupKind.namedBy(reference, Kinds.ISSUER);
    return objects
        .ofKind(kind)
        .filter(issuer -> issuer.name().equals(reference.at("name").text("")))
        .filter(
            issuer ->
                kind.equals(Kinds.CLUSTER_ISSUER)
                    || issuer.namespace().equals(certificate.namespace()))
        .noneMatch(issuer -> issuer.at("spec", "acme").exists());
  }
}
