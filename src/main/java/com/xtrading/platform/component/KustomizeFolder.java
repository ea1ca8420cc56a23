package com.xtrading.platform.component;

import com.xtrading.platform.model.ImageRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder of an upstream git repository for Kustomize, at an exact tag.
 *
 * @param repository address of the git repository
 * @param path the folder
 * @param version the tag
 * @param images images at the versions that run; what upstream names in its repository may move
 * @param patches what is laid over objects of the folder
 * @param brings what is in it that belongs to no namespace
 */
public record KustomizeFolder(
    String repository,
    String path,
    String version,
    List<Image> images,
    List<Patch> patches,
    Set<ClusterPart> brings)
    implements Upstream {

  public KustomizeFolder {
    Upstream.requireExact(version);
    images = List.copyOf(images);
    patches = List.copyOf(patches);
    brings = Set.copyOf(brings);
  }

  /**
   * An image at the version that runs.
   *
   * @param named what the folder calls it before its own list of images is worked off: {@code
   *     kustomize edit set image} sorts that list by name, so that another name comes too early or
   *     too late to match
   * @param runs what runs instead
   */
  public record Image(String named, ImageRef runs) {

    /** An image that the folder calls by the name under which it runs. */
    public static Image of(String repository, String tag) {
      return new Image(repository, ImageRef.of(repository, tag));
    }

    /** As {@code kustomize edit set image} takes it. */
    @Override
    public String toString() {
      return named.equals(runs.repository()) ? runs.toString() : named + "=" + runs;
    }
  }

  /**
   * A strategic merge patch.
   *
   * @param kind of the object
   * @param name of the object
   * @param tree apiVersion, kind, metadata and what changes
   */
  public record Patch(String kind, String name, Map<String, Object> tree) {}

  /** The same folder with patches. */
  public KustomizeFolder with(Patch... ours) {
    return new KustomizeFolder(repository, path, version, images, List.of(ours), brings);
  }
}
