package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Releases;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.ImageRef;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks of the images that we build: who pushes them, and who looks into them. */
final class ImageChecks {

  private static final List<String> OUR_IMAGES =
      List.of("images.backend.repository", "images.frontend.repository");

  private ImageChecks() {}

  static void run(EnvironmentFile file) {
    ourImagesArePinned(file);
    ourImagesAreLookedInto(file);
    workflowsReachWhatTheyWriteTo(file);
  }

  /** Said here once, at its line, and not for each pod that runs the image. */
  private static void ourImagesArePinned(EnvironmentFile file) {
    file.bound()
        .all(ImageRef.class)
        .forEach(
            (image, reference) -> {
              if (reference.digest().isEmpty()) {
                file.report(
                    image,
                    "digest is missing: the one that was reviewed is what runs on every node",
                    "sha256: and 64 hexadecimal digits",
                    "add %s.digest, as the registry shows it for %s"
                        .formatted(image, reference.tag()));
              }
            });
  }

  /** What a scan cannot fetch it cannot look into. */
  private static void ourImagesAreLookedInto(EnvironmentFile file) {
    Set<String> registries =
        file.bound().all(DnsName.class).entrySet().stream()
            .filter(host -> host.getKey().startsWith("imageScanning.registries["))
            .map(host -> host.getValue().value())
            .collect(Collectors.toSet());
    if (registries.isEmpty()) {
      return;
    }
    for (String image : OUR_IMAGES) {
      file.bound()
          .value(image, String.class)
          .map(repository -> repository.split("/", 2)[0])
          .filter(registry -> !registries.contains(registry))
          .ifPresent(
              registry ->
                  file.report(
                      image,
                      "comes from %s, which imageScanning does not reach".formatted(registry),
                      "one of " + new TreeSet<>(registries),
                      "add %s to imageScanning.registries".formatted(registry)));
    }
  }

  /** They push with the token that GitHub gives them, and open pull requests there. */
  private static void workflowsReachWhatTheyWriteTo(EnvironmentFile file) {
    if (file.bound().value("releases.source", HttpsUrl.class).isEmpty()) {
      return;
    }
    for (String image : OUR_IMAGES) {
      file.bound()
          .value(image, String.class)
          .filter(repository -> !repository.startsWith("ghcr.io/"))
          .ifPresent(
              repository ->
                  file.report(
                      image,
                      "\"%s\" is not at ghcr.io, to which the workflows of releases push"
                          .formatted(repository),
                      "a repository at ghcr.io",
                      "move it there, or leave out releases"));
    }
    file.bound()
        .value("gitops.repoURL", HttpsUrl.class)
        .filter(url -> !Releases.isGitHub(url))
        .ifPresent(
            url ->
                file.report(
                    "gitops.repoURL",
                    "%s is not on GitHub, where the workflows of releases open pull requests"
                        .formatted(url),
                    "https://github.com/owner/name",
                    "move it there, or leave out releases"));
  }
}
