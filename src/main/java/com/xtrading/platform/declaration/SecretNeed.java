package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Kubernetes secret that pods read and that comes from Vault; its value is nowhere in our files.
 *
 * @param namespace where the pods run
 * @param name the Kubernetes secret
 * @param source where its values come from
 * @param form what it looks like to who reads it
 */
public record SecretNeed(String namespace, String name, Source source, Form form)
    implements Comparable<SecretNeed> {

  /** The SecretStore that every namespace with secrets has. */
  public static final String STORE = "vault";

  /**
   * Where the values of a secret come from.
   *
   * @param vaultPath where Vault keeps it, below the mount
   * @param keys key of the Kubernetes secret to property in Vault
   * @param given what properties in Vault must be where that is not free: a value, such as the user
   *     name that a server expects, or how it is made
   */
  public record Source(
      String vaultPath, SortedMap<String, String> keys, SortedMap<String, String> given) {
    public Source {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
      given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }
  }

  /**
   * What a secret looks like to who reads it.
   *
   * @param type such as {@code Opaque} or {@code kubernetes.io/basic-auth}
   * @param templates further keys, written by the External Secrets Operator with the values of the
   *     others in their places ({@code {{ .password }}})
   * @param labels what the reader of the secret asks for
   */
  public record Form(
      String type, SortedMap<String, String> templates, SortedMap<String, String> labels) {
    public Form {
      templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
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

  /** What registries are shown, in the form of {@code docker login}. */
  public static SecretNeed dockerLogin(String namespace, String name, String vaultPath) {
    SortedMap<String, String> key = new TreeMap<>();
    key.put(".dockerconfigjson", "dockerconfigjson");
    return of(namespace, name, vaultPath, "kubernetes.io/dockerconfigjson", key);
  }

  private static SecretNeed of(
      String namespace, String name, String vaultPath, String type, String... keys) {
    SortedMap<String, String> same = new TreeMap<>();
    for (String key : keys) {
      same.put(key, key);
    }
    return of(namespace, name, vaultPath, type, same);
  }

  private static SecretNeed of(
      String namespace,
      String name,
      String vaultPath,
      String type,
      SortedMap<String, String> keys) {
    return new SecretNeed(
        namespace,
        name,
        new Source(vaultPath, keys, new TreeMap<>()),
        new Form(type, new TreeMap<>(), new TreeMap<>()));
  }

  /** The same secret with one more key, written around the values of the others. */
  public SecretNeed withTemplate(String key, String text) {
    return with(new Form(form.type, plus(form.templates, key, text), form.labels));
  }

  /** The same secret, whose property in Vault must be this value, or made like this. */
  public SecretNeed withGiven(String property, String value) {
    return new SecretNeed(
        namespace,
        name,
        new Source(source.vaultPath, source.keys, plus(source.given, property, value)),
        form);
  }

  /** The same secret with one more label. */
  public SecretNeed withLabel(String key, String value) {
    return with(new Form(form.type, form.templates, plus(form.labels, key, value)));
  }

  private SecretNeed with(Form other) {
    return new SecretNeed(namespace, name, source, other);
  }

  private static SortedMap<String, String> plus(
      SortedMap<String, String> some, String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(some);
    more.put(key, value);
    return more;
  }

  public String vaultPath() {
    return source.vaultPath;
  }

  public SortedMap<String, String> keys() {
    return source.keys;
  }

  public SortedMap<String, String> given() {
    return source.given;
  }

  public String type() {
    return form.type;
  }

  public SortedMap<String, String> templates() {
    return form.templates;
  }

  public SortedMap<String, String> labels() {
    return form.labels;
  }

  @Override
  public int compareTo(SecretNeed other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }
}
