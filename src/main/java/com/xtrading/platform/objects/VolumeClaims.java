package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * The volumes that an environment asks for: in claims, in templates of claims, through operators.
 */
public final class VolumeClaims {

  /**
   * One claim.
   *
   * @param source the rendered object in which a person changes it
   * @param path the place inside it, or the claim that an operator makes
   * @param namespace where the claim is
   * @param name of the claim, or of its template
   * @param spec the specification of the claim
   */
  public record Claim(Manifest source, String path, String namespace, String name, Tree spec) {

    public String storageClass() {
      return spec.at("storageClassName").text("");
    }

    public String size() {
      return spec.at("resources", "requests", "storage").text("");
    }

    /** Whether several pods may write to it at a time. */
    public boolean shared() {
      return spec.at("accessModes").elements().anyMatch(mode -> mode.text("").endsWith("Many"));
    }
  }

  public static List<Claim> in(ClusterObjects objects) {
    List<Claim> claims = new ArrayList<>();
    objects.manifests().forEach(manifest -> add(manifest, manifest, claims));
    for (Made made : objects.made()) {
      if (made.maker() == Made.Maker.OPERATOR) {
        add(made.by(), made.object(), claims);
      }
    }
    return claims;
  }

  private static void add(Manifest source, Manifest object, List<Claim> claims) {
    if (object.is(Kinds.PERSISTENT_VOLUME_CLAIM)) {
      String path = source == object ? "spec" : "%s %s".formatted(object.kind(), object.name());
      claims.add(new Claim(source, path, object.namespace(), object.name(), object.at("spec")));
    }
    if (object.is(Kinds.STATEFUL_SET)) {
      List<Tree> templates = object.at("spec", "volumeClaimTemplates").elements().toList();
      for (int i = 0; i < templates.size(); i++) {
        claims.add(
            new Claim(
                source,
                TreePath.element("spec.volumeClaimTemplates", i) + ".spec",
                object.namespace(),
                templates.get(i).at("metadata", "name").text("") + "-" + object.name(),
                templates.get(i).at("spec")));
      }
    }
  }

  private VolumeClaims() {}
}
