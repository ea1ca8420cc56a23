package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The secrets of a cluster of PostgreSQL, and what its pods may read and change. */
final class PostgresSecrets {

  private PostgresSecrets() {}

  /**
   * Secrets that are made, and all that the instance manager may read (pkg/specs/roles.go).
   *
   * @param readable receives the names of the latter
   */
  static void draw(
      ProjectedObjects draft,
      PostgresResource postgres,
      Collection<Manifest> rendered,
      SortedSet<String> readable) {
    String name = postgres.name();
    Tree spec = postgres.spec();
    Tree certificates = spec.at("certificates");
    Fields plain = CloudNativePg.managed();
    String authority = certificates.at("serverCASecret").text(name + "-ca");
    String clientAuthority = certificates.at("clientCASecret").text(name + "-ca");
    if (Stream.of(authority, clientAuthority).anyMatch((name + "-ca")::equals)) {
      draft.secret(name + "-ca", plain, "ca.crt", "ca.key");
    }
    String server = certificates.at("serverTLSSecret").text(name + "-server");
    String replication = certificates.at("replicationTLSSecret").text(name + "-replication");
    for (String pair : List.of(server, replication)) {
      if (pair.equals(name + "-server") || pair.equals(name + "-replication")) {
        draft.secret(pair, plain, "tls.crt", "tls.key");
      }
    }
    String application = spec.at("bootstrap", "initdb", "secret", "name").text(name + "-app");
    if (application.equals(name + "-app")) {
      login(draft, postgres, application, "app");
    }
    String superuser = spec.at("superuserSecret", "name").text(name + "-superuser");
    if (spec.at("enableSuperuserAccess").isTrue() && superuser.equals(name + "-superuser")) {
      login(draft, postgres, superuser, "superuser");
    }
    if (rendered.stream().anyMatch(one -> PostgresPoolerKind.isServedBy(one, postgres.cluster()))) {
      draft.secret(
          name + "-pooler",
          CloudNativePg.managed().with("cnpg.io/reload", "true"),
          "tls.crt",
          "tls.key");
    }
    readable.addAll(
        List.of(authority, clientAuthority, server, replication, application, superuser));
    spec.at("monitoring", "customQueriesSecret")
        .elements()
        .forEach(one -> readable.add(one.at("name").text("")));
    spec.at("managed", "roles")
        .elements()
        .forEach(role -> readable.add(role.at("passwordSecret", "name").text("")));
    rendered.stream()
        .filter(one -> one.is(CloudNativePg.ROLE.kind()))
        .filter(one -> one.namespace().equals(postgres.cluster().namespace()))
        .filter(one -> one.at("spec", "cluster", "name").text("").equals(name))
        .forEach(role -> readable.add(role.at("spec", "passwordSecret", "name").text("")));
    readable.remove("");
  }

  private static void login(
      ProjectedObjects draft, PostgresResource postgres, String name, String user) {
    draft.secret(
        name,
        postgres.inherited(
            postgres.owned().with("cnpg.io/reload", "true").with("cnpg.io/userType", user)),
        "dbname",
        "fqdn-jdbc-uri",
        "fqdn-uri",
        "host",
        "jdbc-uri",
        "password",
        "pgpass",
        "port",
        "uri",
        "user",
        "username");
  }

  /** What the instance manager may do (pkg/specs/roles.go). */
  static List<Fields> rights(PostgresResource postgres, Collection<String> secrets) {
    String name = postgres.name();
    String group = CloudNativePg.GROUP;
    List<String> looking = List.of("get", "list", "watch");
    List<String> keeping = List.of("get", "list", "update", "watch");
    List<String> reporting = List.of("get", "patch", "update");
    List<String> reportingLive = List.of("get", "patch", "update", "watch");
    List<String> configuration = new ArrayList<>(List.of(name));
    if (!postgres.spec().at("monitoring", "disableDefaultQueries").isTrue()) {
      configuration.add("cnpg-default-monitoring");
    }
    postgres
        .spec()
        .at("monitoring", "customQueriesConfigMap")
        .elements()
        .forEach(one -> configuration.add(one.at("name").text("")));
    List<Fields> rules =
        new ArrayList<>(
            List.of(
                ProjectedObjects.allow(
                    "", List.of("configmaps"), List.of("get", "watch"), configuration),
                ProjectedObjects.allow(
                    "", List.of("secrets"), List.of("get", "watch"), List.copyOf(secrets)),
                ProjectedObjects.allow("", List.of("events"), List.of("create", "patch")),
                ProjectedObjects.allow(group, List.of("backups"), List.of("delete", "get", "list")),
                ProjectedObjects.allow(group, List.of("backups/status"), reporting),
                ProjectedObjects.allow(
                    "coordination.k8s.io", List.of("leases"), List.of("get", "update"), name)));
    for (String own : List.of("clusters", "failoverquorums")) {
      rules.add(ProjectedObjects.allow(group, List.of(own), looking, name));
      rules.add(ProjectedObjects.allow(group, List.of(own + "/status"), reportingLive, name));
    }
    for (String any : List.of("databases", "databaseroles", "publications", "subscriptions")) {
      rules.add(ProjectedObjects.allow(group, List.of(any), keeping));
      rules.add(ProjectedObjects.allow(group, List.of(any + "/status"), reporting));
    }
    return rules;
  }
}
