package com.xtrading.platform.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image by repository and exact tag, and by digest where it is known.
 *
 * @param repository registry and path, such as {@code ghcr.io/xtrading/backend}
 * @param tag an exact tag; {@code latest} and other moving tags are refused
 * @param digest the content digest, known once the image was pushed
 */
public record ImageRef(String repository, String tag, Optional<Digest> digest) {

  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\\d+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern MOVING =
      Pattern.compile("latest|stable|main|master|develop|edge|nightly");

  public ImageRef {
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new InvalidValue(
          "\"%s\" is not an image repository".formatted(repository),
          "registry and path in lower case, such as ghcr.io/xtrading/backend",
          "leave out scheme, tag and digest");
    }
    if (!TAG.matcher(tag).matches() || MOVING.matcher(tag).matches()) {
      throw new InvalidValue(
          "\"%s\" is not an exact tag".formatted(tag),
          "a tag that never moves, such as 1.4.2",
          "name the version that was tested");
    }
  }

  public static ImageRef of(String repository, String tag) {
    return new ImageRef(repository, tag, Optional.empty());
  }

  /**
   * When the kubelet asks the registry: before every start where only the tag is known, since a tag
   * can be moved and nodes would run what each of them pulled first; once where the digest says
   * what the content is.
   */
  public String pullPolicy() {
    return digest.isPresent() ? "IfNotPresent" : "Always";
  }

  /** The reference as the kubelet pulls it: {@code repository:tag@digest}. */
  @Override
  public String toString() {
    return repository + ":" + tag + digest.map(value -> "@" + value).orElse("");
  }
}
