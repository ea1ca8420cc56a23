package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The secrets that will exist: made by ExternalSecrets, certificates and operators. */
public final class KnownSecrets {

  private record Name(String namespace, String name) {}

  private static final String ANY = "*";

  private final Map<Name, Set<String>> keys = new HashMap<>();

  public KnownSecrets(ClusterObjects objects) {
    objects
        .ofKind(Kinds.CERTIFICATE)
        .filter(certificate -> certificate.at("spec", "secretName").exists())
        .forEach(
            certificate ->
                keysOf(certificate, certificate.at("spec", "secretName").text(""))
                    .addAll(CertificateKeys.of(certificate, objects)));
    Stream.concat(objects.ofKind(Kinds.SECRET), objects.madeOfKind(Kinds.SECRET).map(Made::object))
        .forEach(
            secret -> {
              Set<String> own = keysOf(secret, secret.name());
              own.addAll(secret.at("data").map().keySet());
              own.addAll(secret.at("stringData").map().keySet());
            });
    objects.ofKind(Kinds.EXTERNAL_SECRET).forEach(this::addExternal);
  }

  public boolean has(String namespace, String name) {
    return keys.containsKey(new Name(namespace, name));
  }

  /** Whether the secret has the key; true for a secret whose keys are not known here. */
  public boolean hasKey(String namespace, String name, String key) {
    Set<String> known = keys.getOrDefault(new Name(namespace, name), Set.of(ANY));
    return known.contains(ANY) || known.contains(key);
  }

  private Set<String> keysOf(Manifest source, String name) {
    return keys.computeIfAbsent(new Name(source.namespace(), name), unused -> new HashSet<>());
  }

  private void addExternal(Manifest external) {
    Tree target = external.at("spec", "target");
    String name = target.at("name").text(external.name());
    String creation = target.at("creationPolicy").text("Owner");
    if (creation.equals("None") || target.at("manifest").exists()) {
      return; // nothing is made of it, or an object of another kind
    }
    boolean isOfOthers = creation.endsWith("Merge") && !has(external.namespace(), name);
    Set<String> own = keysOf(external, name);
    if (isOfOthers) {
      own.add(ANY); // it has to be there before, with keys of whoever makes it
    }
    Tree template = target.at("template");
    boolean templated =
        !template.at("data").map().isEmpty()
            || template.at("templateFrom").elements().findAny().isPresent();
    own.addAll(template.at("data").map().keySet());
    if (template.at("templateFrom").exists()) {
      own.add(ANY);
    }
    // "Replace" is the default: a template then decides alone which keys there are.
    if (!templated || template.at("mergePolicy").text("").equals("Merge")) {
      external
          .at("spec", "data")
          .elements()
          .forEach(entry -> own.add(entry.at("secretKey").text("")));
      if (external.at("spec", "dataFrom").elements().findAny().isPresent()) {
        own.add(ANY);
      }
    }
  }
}
