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
 * @param templates further keys of the Kubernetes secret, written by the External Secrets Operator
 *     with the values of the others in their places ({@code {{ .password }}})
 * @param given what properties in Vault must be where that is not free: a value, such as the user
 *     name that a server expects, or how it is made
 * @param type such as {@code Opaque} or {@code kubernetes.io/basic-auth}
 * @param labels what the reader of the secret asks for
 */
public record SecretNeed(
    String namespace,
    String name,
    String vaultPath,
    SortedMap<String, String> keys,
    SortedMap<String, String> templates,
    SortedMap<String, String> given,
    String type,
    SortedMap<String, String> labels)
    implements Comparable<SecretNeed> {

  /** The SecretStore that every namespace with secrets has. */
  public static final String STORE = "vault";

  public SecretNeed {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
    given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** A user name and password under the keys that {@code kubernetes.io/basic-auth} asks for. */
  public static SecretNeed basicAuth(String namespace, String name, String vaultPath) {
    return of(namespace, name, vaultPath, "kubernetes.io/basic-auth", "username", "password");
  }

  /** Keys that are called as in Vault. */
  public static SecretNeed opaque(String namespace, String name, String vaultPath, String... keys) {
    return of(namespace, name, vaultPath, "Opaque", keys);
  }

  /** What a client of an endpoint proves itself with: a secret for each component. */
  public static SecretNeed of(String namespace, String client, Endpoint.Credential credential) {
    String name = client + "-" + credential.name();
    return credential.form() == Endpoint.Form.LOGIN
        ? basicAuth(namespace, name, credential.vaultPath())
        : opaque(
            namespace,
            name,
            credential.vaultPath(),
            credential.form().keys().toArray(String[]::new));
  }

  private static SecretNeed of(
      String namespace, String name, String vaultPath, String type, String... keys) {
    SortedMap<String, String> same = new TreeMap<>();
    for (String key : keys) {
      same.put(key, key);
    }
    return new SecretNeed(
        namespace, name, vaultPath, same, new TreeMap<>(), new TreeMap<>(), type, new TreeMap<>());
  }

  /** The same secret with one more key, written around the values of the others. */
  public SecretNeed withTemplate(String key, String text) {
    SortedMap<String, String> more = new TreeMap<>(templates);
    more.put(key, text);
    return new SecretNeed(namespace, name, vaultPath, keys, more, given, type, labels);
  }

  /** The same secret, whose property in Vault must be this value, or made like this. */
  public SecretNeed withGiven(String property, String value) {
    SortedMap<String, String> more = new TreeMap<>(given);
    more.put(property, value);
    return new SecretNeed(namespace, name, vaultPath, keys, templates, more, type, labels);
  }

  /** The same secret with one more label. */
  public SecretNeed withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new SecretNeed(namespace, name, vaultPath, keys, templates, given, type, more);
  }

  @Override
  public int compareTo(SecretNeed other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }
}
