package com.xtrading.platform.component;

/** Folders of {@code dist/<env>/} that hold Kubernetes objects. */
public enum OutputArea {
  /** What Argo CD syncs, one folder for each component. */
  MANIFESTS("manifests"),
  /** Projects and Applications. */
  ARGOCD("argocd"),
  /** What a person applies once, by hand. */
  BOOTSTRAP("bootstrap");

  private final String folder;

  OutputArea(String folder) {
    this.folder = folder;
  }

  String folderOf(Component component) {
    return this == MANIFESTS ? folder + "/" + component.name() : folder;
  }
}
