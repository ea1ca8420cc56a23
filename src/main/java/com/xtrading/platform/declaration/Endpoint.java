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
 * @param access what clients are told and must have
 * @param forTheEdge why the edge may connect although this is a store; empty where it may not
 */
public record Endpoint(
    Peer peer, String host, Port port, String purpose, Access access, Optional<String> forTheEdge) {

  /**
   * What clients are told and must have.
   *
   * @param settings what they read from their environment, such as {@code DATABASE_HOST}
   * @param credentials what they prove themselves with
   * @param trustSetting the setting that names the file with the authority of the server's
   *     certificate; empty where the connection is not encrypted by us
   */
  public record Access(
      SortedMap<String, String> settings,
      List<Credential> credentials,
      Optional<String> trustSetting) {
    public Access {
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
      credentials = List.copyOf(credentials);
    }
  }

  /** A place that asks for nothing. */
  public static Endpoint of(Peer peer, String host, Port port, String purpose) {
    Access open = new Access(new TreeMap<>(), List.of(), Optional.empty());
    return new Endpoint(peer, host, port, purpose, open, Optional.empty());
  }

  /** A place outside the cluster that answers by HTTPS. */
  public static Endpoint outside(String name, List<Cidr> cidrs, HttpsUrl url, String purpose) {
    return of(new Peer.Addresses(name, cidrs), url.host(), Port.tcp("https", url.port()), purpose);
  }

  /** The same place with one more setting for clients. */
  public Endpoint withSetting(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(access.settings);
    more.put(name, value);
    return with(new Access(more, access.credentials, access.trustSetting));
  }

  /** The same place, opened by the given credential. */
  public Endpoint withCredential(Credential credential) {
    List<Credential> more = new ArrayList<>(access.credentials);
    more.add(credential);
    return with(new Access(access.settings, more, access.trustSetting));
  }

  /**
   * The same place, which proves itself with a certificate of the platform's authority.
   *
   * @param setting names the file with the authority's certificate, such as {@code REDIS_CA_FILE}
   */
  public Endpoint withTrust(String setting) {
    return with(new Access(access.settings, access.credentials, Optional.of(setting)));
  }

  /**
   * The same place of a store, to which pods of the edge may connect all the same.
   *
   * @param reason why it must be so
   */
  public Endpoint openToTheEdge(String reason) {
    return new Endpoint(peer, host, port, purpose, access, Optional.of(reason));
  }

  private Endpoint with(Access other) {
    return new Endpoint(peer, host, port, purpose, other, forTheEdge);
  }

  public SortedMap<String, String> settings() {
    return access.settings;
  }

  public List<Credential> credentials() {
    return access.credentials;
  }

  public Optional<String> trustSetting() {
    return access.trustSetting;
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
