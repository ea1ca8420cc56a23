package com.xtrading.platform.synthesis;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.DistDirectory;
import com.xtrading.platform.manifest.Inventory;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.policy.rules.Policies;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * What is delivered now, as a {@code dist/} says: what is rendered must be a change to it that
 * Kubernetes accepts.
 *
 * @param dist where it lies
 * @param missing names of environments that should be there and are taken for new
 * @param drafts whether what git never held counts as not delivered
 */
public record DeliveredDist(DistDirectory dist, List<String> missing, boolean drafts)
    implements Delivered {

  public DeliveredDist {
    missing = List.copyOf(missing);
  }

  /**
   * What lies in a folder of the project, if anything does. An environment that is in no commit is
   * new; without git, everything that lies there counts.
   */
  public static DeliveredDist in(DistDirectory dist) {
    return new DeliveredDist(dist, List.of(), true);
  }

  /**
   * What lies in a folder that somebody names: one in which nothing could be found would let
   * everything pass.
   *
   * @param option where the folder is named, such as {@code --base}
   * @param chosen whose objects are looked for
   * @throws UserError when it holds none of them
   */
  public static DeliveredDist named(String option, Path folder, Collection<Environment> chosen) {
    DistDirectory dist = DistDirectory.at(folder);
    List<String> missing =
        chosen.stream()
            .map(environment -> environment.name().value())
            .filter(environment -> !dist.holds(environment))
            .toList();
    if (missing.size() == chosen.size()) {
      throw new UserError(
          "%s %s holds none of %s".formatted(option, folder, String.join(", ", missing)),
          "name a dist/ folder, which has a folder with an inventory.json for each environment");
    }
    return new DeliveredDist(dist, missing, false);
  }

  @Override
  public List<Manifest> objects(Environment environment, RenderedTexts rendered) {
    String name = environment.name().value();
    List<Manifest> there = dist.manifests(name, Policies.COMPARED, rendered::saidBy);
    // Nobody asks git about what stays as it is, which is nearly always all of it.
    return drafts
            && !rendered.says(there)
            && GitHistory.neverHeld(dist.folder(name), Inventory.FILE)
        ? List.of()
        : there;
  }
}
