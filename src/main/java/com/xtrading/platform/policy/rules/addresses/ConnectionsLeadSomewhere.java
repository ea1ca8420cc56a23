package com.xtrading.platform.policy.rules.addresses;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What services are told to connect to exists. */
public final class ConnectionsLeadSomewhere implements Rule {

  @Override
  public String statement() {
    return "Every address of a service inside the cluster that a config map names is that of a"
        + " Service which is rendered or made by an operator, with that port; and every database"
        + " and queue that it names (DATABASE_NAME, RABBITMQ_QUEUE) is declared.";
  }

  @Override
  public String remedy() {
    return "Declare the connection (uses), so that its settings follow, instead of writing them.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    ObjectIndex index = evidence.index();
    Set<String> databases = named(evidence, Kinds.DATABASE);
    Set<String> queues = named(evidence, Kinds.QUEUE);
    evidence
        .objects()
        .ofKind(Kinds.CONFIG_MAP)
        .forEach(
            map -> {
              addresses(map, index, findings);
              declared(map, "DATABASE_NAME", "database", databases, findings);
              declared(map, "RABBITMQ_QUEUE", "queue", queues, findings);
            });
    return findings.list();
  }

  private static Set<String> named(Evidence evidence, GroupKind kind) {
    return evidence
        .objects()
        .ofKind(kind)
        .map(object -> object.at("spec", "name").text(""))
        .collect(Collectors.toSet());
  }

  private static void declared(
      Manifest map, String key, String what, Set<String> declared, Findings findings) {
    String name = map.at("data", key).text("");
    if (!name.isEmpty() && !declared.contains(name)) {
      findings.add(
          map,
          TreePath.key("data", key),
          "no %s \"%s\" is declared in this platform".formatted(what, name),
          declared.isEmpty()
              ? "declare it"
              : "use one of " + declared.stream().sorted().collect(Collectors.joining(", ")));
    }
  }

  private static void addresses(Manifest map, ObjectIndex index, Findings findings) {
    for (PodSetting setting : PodSetting.of(map.at("data").map())) {
      ServiceAddress.in(setting, Set.of()).stream()
          .filter(address -> !address.isBuiltIn())
          .forEach(
              address ->
                  address(map, TreePath.key("data", setting.key()), address, index, findings));
    }
  }

  private static void address(
      Manifest map, String path, ServiceAddress address, ObjectIndex index, Findings findings) {
    switch (index.service(address.namespace(), address.name(), address.port()).missing()) {
      case OBJECT ->
          findings.add(
              map,
              path,
              "there is no Service \"%s\" in %s".formatted(address.name(), address.namespace()),
              "correct the address, or draw the Service");
      case PART -> {
        if (!address.port().isEmpty()) {
          findings.add(
              map,
              path,
              "the Service \"%s\" in %s has no port %s"
                  .formatted(address.name(), address.namespace(), address.port()),
              "use one of its ports");
        }
      }
      case NOTHING -> {}
    }
  }
}
