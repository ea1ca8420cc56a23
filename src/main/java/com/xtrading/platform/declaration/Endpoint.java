package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place that others may connect to, with all that a client needs to know about it.
 *
 * @param peer who listens
 * @param host the name that clients resolve
 * @param port the port, the same at service and pod
 * @param purpose what the connection is for, in a few words
 * @param settings what clients read from their environment, such as {@code DATABASE_HOST}
 * @param credentials what clients prove themselves with
 */
public record Endpoint(
    Peer peer,
    String host,
    Port port,
    String purpose,
    SortedMap<String, String> settings,
    List<Credential> credentials) {

  public Endpoint {
    settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    credentials = List.copyOf(credentials);
  }

  public static Endpoint of(Peer peer, String host, Port port, String purpose) {
    return new Endpoint(peer, host, port, purpose, new TreeMap<>(), List.of());
  }

  /** The same place with one more setting for clients. */
  public Endpoint withSetting(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(settings);
    more.put(name, value);
    return new Endpoint(peer, host, port, purpose, more, credentials);
  }

  /** The same place, opened by the given credential. */
  public Endpoint withCredential(Credential credential) {
    List<Credential> more = new java.util.ArrayList<>(credentials);
    more.add(credential);
    return new Endpoint(peer, host, port, purpose, settings, more);
  }

  /**
   * A user name and password that a client of an endpoint reads from files.
   *
   * @param name the Kubernetes secret in the namespace of the client
   * @param vaultPath where Vault keeps it, below the mount
   * @param prefix the settings {@code <prefix>_USERNAME_FILE} and {@code <prefix>_PASSWORD_FILE}
   *     name the files
   */
  public record Credential(String name, String vaultPath, String prefix) {}
}
