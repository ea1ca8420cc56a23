package com.xtrading.platform.charts;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What Kustomize makes of images (kustomize/commands/edit/set/setimage.go and
 * api/filters/imagetag): {@code edit set image} puts entries into the list of the folder and sorts
 * all of it by name; {@code build} works it off, each entry on what those before it left.
 */
final class KustomizeImages {

  /**
   * An entry of the list.
   *
   * @param name the image that it replaces, without tag
   * @param newName empty for the same
   * @param newTag empty for the same
   */
  record Entry(String name, String newName, String newTag) {

    /** As {@code edit set image} reads it: {@code name=newName:newTag} or {@code name:newTag}. */
    static Entry parse(String text) {
      int equals = text.indexOf('=');
      String image = text.substring(equals + 1);
      int colon = image.lastIndexOf(':');
      String repository = image.substring(0, colon);
      return equals < 0
          ? new Entry(repository, "", image.substring(colon + 1))
          : new Entry(text.substring(0, equals), repository, image.substring(colon + 1));
    }

    String replace(String image) {
      String tagged = Pattern.quote(name) + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?";
      if (!image.matches(tagged)) {
        return image;
      }
      String after = newTag.isEmpty() ? image.substring(name.length()) : ":" + newTag;
      return (newName.isEmpty() ? name : newName) + after;
    }
  }

  /** The image that runs. */
  static String run(String image, List<Entry> own, List<String> set) {
    SortedMap<String, Entry> entries = new TreeMap<>();
    own.forEach(entry -> entries.put(entry.name, entry));
    set.stream().map(Entry::parse).forEach(entry -> entries.put(entry.name, entry));
    return entries.values().stream()
        .map(entry -> (UnaryOperator<String>) entry::replace)
        .reduce(UnaryOperator.identity(), (before, next) -> one -> next.apply(before.apply(one)))
        .apply(image);
  }

  private KustomizeImages() {}
}
