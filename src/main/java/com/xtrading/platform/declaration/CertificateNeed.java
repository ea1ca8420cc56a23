package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A certificate that the platform's own authority issues, as a Kubernetes secret with the keys
 * {@code tls.crt}, {@code tls.key} and {@code ca.crt}.
 *
 * @param namespace where the pods run
 * @param name the Kubernetes secret
 * @param usage which side of a connection proves itself with it
 * @param dnsNames whom it names
 * @param labels that readers of the secret ask for
 */
public record CertificateNeed(
    String namespace,
    String name,
    Usage usage,
    SortedSet<String> dnsNames,
    SortedMap<String, String> labels)
    implements Comparable<CertificateNeed> {

  /** The secret by which every namespace with clients knows the authority. */
  public static final String TRUST = "platform-trust";

  /** The key of the authority's certificate. */
  public static final String AUTHORITY_KEY = "ca.crt";

  /** Which side of a connection proves itself. */
  public enum Usage {
    SERVER,
    CLIENT,
    /** Both: servers that call each other, and whoever looks after them with their certificate. */
    PEER
  }

  public CertificateNeed {
    if (dnsNames.isEmpty()) {
      throw new IllegalArgumentException("certificate %s names nobody".formatted(name));
    }
    dnsNames = Collections.unmodifiableSortedSet(new TreeSet<>(dnsNames));
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** The certificate of a server, for the names by which clients call it. */
  public static CertificateNeed server(String namespace, String name, List<String> dnsNames) {
    return new CertificateNeed(
        namespace, name, Usage.SERVER, new TreeSet<>(dnsNames), new TreeMap<>());
  }

  /** The certificate of servers that are clients of each other with it. */
  public static CertificateNeed peer(String namespace, String name, List<String> dnsNames) {
    return new CertificateNeed(
        namespace, name, Usage.PEER, new TreeSet<>(dnsNames), new TreeMap<>());
  }

  /** The certificate by which a server knows a client. */
  public static CertificateNeed client(String namespace, String name, String dnsName) {
    return new CertificateNeed(
        namespace, name, Usage.CLIENT, new TreeSet<>(List.of(dnsName)), new TreeMap<>());
  }

  /**
   * What clients of a namespace know the authority by: a certificate of their own, which carries
   * the authority's.
   */
  public static CertificateNeed trust(String namespace) {
    return new CertificateNeed(
        namespace, TRUST, Usage.CLIENT, new TreeSet<>(List.of(namespace)), new TreeMap<>());
  }

  /** The same certificate, whose secret carries one more label. */
  public CertificateNeed withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new CertificateNeed(namespace, name, usage, dnsNames, more);
  }

  @Override
  public int compareTo(CertificateNeed other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }
}
