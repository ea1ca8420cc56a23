package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Kubernetes secret that pods read and that comes from Vault; its value is nowhere in our files.
 *
 * @param namespace where the pods run
 * @param name the Kubernetes secret
 * @param vaultPath where Vault keeps it, below the mount
 * @param keys key of the Kubernetes secret to property in Vault
 * @param labels what the reader of the secret asks for
 * @param type such as {@code Opaque} or {@code kubernetes.io/basic-auth}
 */
public record SecretNeed(
    String namespace,
    String name,
    String vaultPath,
    SortedMap<String, String> keys,
    String type,
    SortedMap<String, String> labels)
    implements Comparable<SecretNeed> {

  /** The SecretStore that every namespace with secrets has. */
  public static final String STORE = "vault";

  public SecretNeed {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** A user name and password under the keys that {@code kubernetes.io/basic-auth} asks for. */
  public static SecretNeed basicAuth(String namespace, String name, String vaultPath) {
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("username", "username");
    keys.put("password", "password");
    return new SecretNeed(
        namespace, name, vaultPath, keys, "kubernetes.io/basic-auth", new TreeMap<>());
  }

  /** The same secret with one more label. */
  public SecretNeed withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new SecretNeed(namespace, name, vaultPath, keys, type, more);
  }

  @Override
  public int compareTo(SecretNeed other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }
}
