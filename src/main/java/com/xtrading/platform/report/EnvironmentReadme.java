package com.xtrading.platform.report;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes {@code dist/<env>/README.md}: what runs in an environment and how it is connected, for
 * people.
 */
public final class EnvironmentReadme {

  /**
   * The file for one environment.
   *
   * @param rendered what it tells of
   * @param capacity how that sits on the nodes
   */
  public static NativeFile of(RenderedEnvironment rendered, CapacityReport capacity) {
    Environment environment = rendered.environment();
    Topology topology = rendered.topology();
    List<Manifest> manifests = rendered.manifests();
    List<NativeFile> files = rendered.files();
    StringBuilder text = new StringBuilder();
    text.append("# ").append(environment.name()).append("\n\n");
    text.append("Generated; do not edit. Kubernetes ")
        .append(environment.kubernetes())
        .append(", ")
        .append(environment.cluster().nodes().count())
        .append(" nodes of ")
        .append(environment.cluster().nodes().size())
        .append(". Public API: https://")
        .append(environment.apiHost())
        .append("\n\n");
    workloads(text, topology);
    room(text, capacity);
    connections(text, topology);
    secrets(text, environment, topology);
    text.append(OwnVault.text(environment));
    vaultRoles(text, environment, topology);
    text.append(PagesForPeople.text(environment, topology, files));
    rights(text, topology);
    text.append(HeldRules.text(manifests, files));
    text.append(Delivery.text(environment, manifests, files));
    backup(text, environment, topology);
    alerts(text, topology);
    return new NativeFile("README.md", "readme", text.toString());
  }

  private static void workloads(StringBuilder text, Topology topology) {
    text.append("## What runs\n\n");
    text.append(
        "| namespace | workload | component | pods | requests of one pod |\n|---|---|---|---|---|\n");
    for (PodGroup group : topology.groups()) {
      String pods =
          group.min() == group.max()
              ? Integer.toString(group.min())
              : group.min() + " to " + group.max();
      text.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  group.pods().namespace(),
                  group.pods().name(),
                  group.component(),
                  pods,
                  group.requests()));
    }
  }

  private static void room(StringBuilder text, CapacityReport capacity) {
    text.append("\n## Room on the nodes\n\n")
        .append("By a simulated scheduler; `capacity ")
        .append(capacity.environment())
        .append("` says more. Parts that are still to come count as reserved.\n\n")
        .append(CapacityText.markdown(capacity));
  }

  private static void connections(StringBuilder text, Topology topology) {
    text.append("\n## Connections\n\nEvery other connection is closed.\n\n");
    text.append("| from | to | port | for |\n|---|---|---|---|\n");
    SortedMap<String, String> rows = new TreeMap<>();
    for (Dependency edge : topology.dependencies()) {
      String row =
          "| %s | %s | %s | %s |\n"
              .formatted(
                  place(edge.from()),
                  place(edge.to().peer()),
                  ports(edge.to().port()),
                  edge.to().purpose());
      rows.put(row, row);
    }
    rows.values().forEach(text::append);
  }

  private static String ports(Port port) {
    return port.last() > port.number()
        ? port.number() + " to " + port.last()
        : Integer.toString(port.number());
  }

  private static String place(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return pods.namespace() + "/" + pods.name();
    }
    Peer.Addresses addresses = (Peer.Addresses) peer;
    return addresses.name()
        + " ("
        + addresses.cidrs().stream().map(Object::toString).collect(Collectors.joining(", "))
        + ")";
  }

  private static void secrets(StringBuilder text, Environment environment, Topology topology) {
    text.append(
        "\n## Secrets that Vault must hold\n\n| Vault path | properties | read as |\n|---|---|---|\n");
    SortedMap<String, List<SecretNeed>> byPath = new TreeMap<>();
    topology
        .secrets()
        .forEach(
            need -> byPath.computeIfAbsent(need.vaultPath(), path -> new ArrayList<>()).add(need));
    byPath.forEach(
        (path, needs) ->
            text.append(
                "| %s/%s | %s | %s |\n"
                    .formatted(
                        environment.vault().mount(),
                        path,
                        properties(needs),
                        needs.stream()
                            .map(need -> need.namespace() + "/" + need.name())
                            .collect(Collectors.joining(", ")))));
  }

  /** Properties of one Vault entry, with the values that are not free. */
  private static String properties(List<SecretNeed> needs) {
    SortedMap<String, String> properties = new TreeMap<>();
    needs.forEach(need -> need.keys().values().forEach(key -> properties.putIfAbsent(key, key)));
    needs.forEach(
        need ->
            need.given()
                .forEach((key, value) -> properties.put(key, "%s (%s)".formatted(key, value))));
    return String.join(", ", properties.values());
  }

  private static void vaultRoles(StringBuilder text, Environment environment, Topology topology) {
    text.append("\nEach namespace reads with a role of its own name at the auth mount ")
        .append(environment.vault().authMount())
        .append(
            ", bound to the service account vault-reader of that namespace and allowed to read the paths above: ")
        .append(
            topology.secrets().stream()
                .map(SecretNeed::namespace)
                .distinct()
                .collect(Collectors.joining(", ")))
        .append(
            ". For each of them, `config/vault/` has both:\n\n```sh\nvault policy write xtrading-%1$s-<namespace> config/vault/<namespace>.hcl\nvault write auth/%2$s/role/<namespace> @config/vault/<namespace>.json\n```\n"
                .formatted(environment.name(), environment.vault().authMount()));
  }

  private static void rights(StringBuilder text, Topology topology) {
    text.append(
        """

        ## What add-ons may do

        Roles of ours are narrow. Those of add-ons come with their charts, which are not rendered here; this is what their
        templates allow at the versions in `argocd/` beyond their own kinds and reading what holds no secrets. Each
        of these rights can be a way to more.

        | add-on | where | may | for |
        |---|---|---|---|
        """);
    topology.rights().stream()
        .sorted(Comparator.comparing(Rights::addOn).thenComparing(Rights::where))
        .forEach(
            rights ->
                text.append(
                    "| %s | %s | %s | %s |\n"
                        .formatted(rights.addOn(), rights.where(), rights.may(), rights.reason())));
  }

  private static void backup(StringBuilder text, Environment environment, Topology topology) {
    text.append("\n## Backup\n\nBucket ")
        .append(environment.backup().bucket())
        .append(" in ")
        .append(environment.backup().region())
        .append(", where files are kept for ")
        .append(environment.backup().retention().count())
        .append(" days. Nothing writes into it yet. Folders: ")
        .append(
            topology.backups().stream().map(BackupNeed::prefix).collect(Collectors.joining(", ")))
        .append(
            """
            . Whoever owns the AWS account creates it:

            ```sh
            aws cloudformation deploy --region %1$s --stack-name xtrading-%2$s-backup \\
              --capabilities CAPABILITY_NAMED_IAM --template-file dist/%2$s/aws/backup.template.json
            ```
            """
                .formatted(environment.backup().region(), environment.name()));
  }

  private static void alerts(StringBuilder text, Topology topology) {
    text.append("\n## Alerts\n\n| alert | group | severity | meaning |\n|---|---|---|---|\n");
    for (AlertRule alert : topology.alerts()) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  alert.name(),
                  alert.group(),
                  alert.urgency().name().toLowerCase(Locale.ROOT),
                  // Places of a template read as what will stand there.
                  alert
                      .summary()
                      .replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "*$1*")
                      .replaceAll("\\{\\{ \\$value[^}]*}}", "*number*")));
    }
  }

  private EnvironmentReadme() {}
}
