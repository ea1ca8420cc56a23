package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every image has a tag that never moves and the digest of its content. */
public final class ImagesArePinned implements Rule {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<name>[a-z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\\d+(?=/))?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)"
              + "(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(@(?<digest>[A-Za-z0-9:+._-]+))?");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern MOVING_WORD =
      Pattern.compile(
          "(.*[._-])?(latest|stable|main|master|develop|edge|nightly|snapshot|canary|current|head)");
  // "16" and "v3-alpine" follow every release of that line; "18.1" may be a whole version.
  private static final Pattern LINE = Pattern.compile("v?\\d+([._-][A-Za-z]+)*");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
  private static final Set<String> IMAGE_KEYS = Set.of("image", "imageName");
  private static final Set<String> NO_IMAGES =
      Set.of("ConfigMap", "Secret", "CustomResourceDefinition");

  @Override
  public String statement() {
    return "Every image names an exact tag and its sha256 digest, so that what was reviewed is what"
        + " runs on every node and after every restart.";
  }

  @Override
  public String remedy() {
    return "Write repository:tag@sha256:… with a tag that never moves and the digest that the"
        + " registry shows for it.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
            - name: web
              image: ghcr.io/shop/web:1.4.2@sha256:%s
        """
        .formatted("0123456789abcdef".repeat(4));
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
            - name: web
              image: ghcr.io/shop/web:latest
        """;
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    for (Manifest manifest : rendered.manifests()) {
      PodSpecs.of(manifest)
          .ifPresentOrElse(pod -> checkPod(pod, findings), () -> checkFields(manifest, findings));
    }
    return findings.list();
  }

  private static void checkPod(PodTemplate pod, Findings findings) {
    pod.containers()
        .forEach(
            container ->
                checkImage(
                    pod.owner(),
                    container.path() + ".image",
                    container.tree().at("image").text(""),
                    findings));
    List<Tree> volumes = pod.spec().at("volumes").elements().toList();
    for (int i = 0; i < volumes.size(); i++) {
      Tree reference = volumes.get(i).at("image", "reference");
      if (reference.exists()) {
        String path = pod.specPath() + ".volumes[" + i + "].image.reference";
        checkImage(pod.owner(), path, reference.text(""), findings);
      }
    }
  }

  private static void checkFields(Manifest manifest, Findings findings) {
    if (NO_IMAGES.contains(manifest.kind())) {
      return;
    }
    Scalars.visit(
        manifest.tree(),
        (path, key, value) -> {
          // The key of the visitor may be the name of a pair; the path ends with the field itself.
          String field = path.substring(path.lastIndexOf('.') + 1);
          if (IMAGE_KEYS.contains(field)
              && value instanceof String text
              && REFERENCE.matcher(text).matches()) {
            checkImage(manifest, path, text, findings);
          }
        });
  }

  private static void checkImage(Manifest manifest, String path, String image, Findings findings) {
    Matcher reference = REFERENCE.matcher(image);
    if (!reference.matches()) {
      findings.add(
          manifest,
          path,
          "\"%s\" is not an image reference".formatted(image),
          "write repository:tag@sha256:…");
      return;
    }
    String tag = reference.group("tag");
    if (tag == null) {
      findings.add(
          manifest, path, "\"%s\" has no tag".formatted(image), "add the version that was tested");
    } else if (isMoving(tag)) {
      findings.add(
          manifest,
          path,
          "the tag \"%s\" of \"%s\" moves".formatted(tag, image),
          "name the exact version that was tested");
    }
    String digest = reference.group("digest");
    if (digest == null) {
      findings.add(
          manifest,
          path,
          "\"%s\" has no digest".formatted(image),
          "append @sha256:… as the registry shows it");
    } else if (!DIGEST.matcher(digest).matches()) {
      findings.add(
          manifest,
          path,
          "\"%s\" is not a sha256 digest".formatted(digest),
          "write sha256: and 64 hexadecimal digits");
    }
  }

  private static boolean isMoving(String tag) {
    return MOVING_WORD.matcher(tag).matches()
        || (!COMMIT.matcher(tag).matches()
            && (LINE.matcher(tag).matches() || tag.chars().noneMatch(Character::isDigit)));
  }
}
