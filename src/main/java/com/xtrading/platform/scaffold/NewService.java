package com.xtrading.platform.scaffold;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service with a database of its own: one declaration, and a size in each environment. */
public final class NewService {

  private static final String ENTRY =
      """
        %s:
          replicas: {min: %d, max: %d}
          requests: {cpu: 50m, memory: 64Mi}
          limits: {cpu: 500m, memory: 128Mi}
      """;

  private final String name;

  /**
   * @throws UserError when it is no name that a service and its database can have
   */
  public NewService(String name) {
    new KubernetesName(name);
    if (!name.matches("[a-z][a-z0-9-]{2,39}")) {
      throw new UserError(
          "\"%s\" is no name of a service".formatted(name),
          "begin with a letter, and write 3 to 40 of a-z, 0-9 and -");
    }
    this.name = name;
  }

  /**
   * The files that change.
   *
   * @param nodes numbers of nodes, by environment
   */
  public Change in(Path project, List<Environment> environments, Map<String, Integer> nodes) {
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(
        PlatformPage.FILE,
        new PlatformPage(Change.read(project, PlatformPage.FILE)).withService(name).text());
    for (Environment environment : environments) {
      String path = "environments/%s.yaml".formatted(environment.name());
      EnvironmentText text =
          new EnvironmentText(environment.name().value(), Change.read(project, path))
              .withService(name, ENTRY.formatted(name, pods(environment), pods(environment)));
      Integer count = nodes.get(environment.name().value());
      texts.put(path, (count == null ? text : text.withNodes(count)).text());
    }
    return new Change(texts);
  }

  /** Two, so that one may leave, except where every service has one. */
  private static int pods(Environment environment) {
    return environment.services().values().stream()
            .allMatch(service -> service.replicas().max() == 1)
        ? 1
        : 2;
  }

  /** What a person must decide, or do, after it is written. */
  public List<String> open(List<Environment> environments) {
    List<String> open = new ArrayList<>();
    open.add("its size: services.%s in every environment file is a small one".formatted(name));
    open.add("who calls it: docs/how-to/publish-a-route.md");
    environments.forEach(
        environment ->
            open.add(
                "its password in Vault: %s/postgres/%s"
                    .formatted(environment.name(), name.replace('-', '_'))));
    return open;
  }
}
