package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
 * @param trustSetting the setting that names the file with the authority of the server's
 *     certificate; empty where the connection is not encrypted by us
 * @param forTheEdge why the edge may connect although this is a store; empty where it may not
 */
public record Endpoint(
    Peer peer,
    String host,
    Port port,
    String purpose,
    SortedMap<String, String> settings,
    List<Credential> credentials,
    Optional<String> trustSetting,
    Optional<String> forTheEdge) {

  public Endpoint {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    credentials = List.copyOf(credentials);
  }

  public static Endpoint of(Peer peer, String host, Port port, String purpose) {
    return new Endpoint(
        peer, host, port, purpose, new TreeMap<>(), List.of(), Optional.empty(), Optional.empty());
  }

  /** A place outside the cluster that answers by HTTPS. */
  public static Endpoint outside(String name, List<Cidr> cidrs, HttpsUrl url, String purpose) {
    return of(new Peer.Addresses(name, cidrs), url.host(), Port.tcp("https", url.port()), purpose);
  }

  /** The same place with one more setting for clients. */
  public Endpoint withSetting(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(settings);
    more.put(name, value);
    return new Endpoint(peer, host, port, purpose, more, credentials, trustSetting, forTheEdge);
  }

  /** The same place, opened by the given credential. */
  public Endpoint withCredential(Credential credential) {
    List<Credential> more = new ArrayList<>(credentials);
    more.add(credential);
    return new Endpoint(peer, host, port, purpose, settings, more, trustSetting, forTheEdge);
  }

  /**
   * The same place, which proves itself with a certificate of the platform's authority.
   *
   * @param setting names the file with the authority's certificate, such as {@code REDIS_CA_FILE}
   */
  public Endpoint withTrust(String setting) {
    return new Endpoint(
        peer, host, port, purpose, settings, credentials, Optional.of(setting), forTheEdge);
  }

  /**
   * The same place of a store, to which pods of the edge may connect all the same.
   *
   * @param reason why it must be so
   */
  public Endpoint openToTheEdge(String reason) {
    return new Endpoint(
        peer, host, port, purpose, settings, credentials, trustSetting, Optional.of(reason));
  }

  /**
   * What a client of an endpoint proves itself with, read from files.
   *
   * @param name what it opens; the Kubernetes secret is called {@code <component>-<name>}
   * @param vaultPath where Vault keeps it, below the mount
   * @param prefix the settings {@code <prefix>_<KEY>_FILE} name the files
   * @param form which keys there are
   */
  public record Credential(String name, String vaultPath, String prefix, Form form) {

    /** A user name and a password. */
    public Credential(String name, String vaultPath, String prefix) {
      this(name, vaultPath, prefix, Form.LOGIN);
    }

    /** A password alone. */
    public static Credential password(String name, String vaultPath, String prefix) {
      return new Credential(name, vaultPath, prefix, Form.PASSWORD);
    }
  }

  /** What a credential consists of. */
  public enum Form {
    LOGIN("username", "password"),
    /** For servers that know one user. */
    PASSWORD("password");

    private final List<String> keys;

    Form(String... keys) {
      this.keys = List.of(keys);
    }

    /** Keys of the secret and properties in Vault alike. */
    public List<String> keys() {
      return keys;
    }
  }
}
