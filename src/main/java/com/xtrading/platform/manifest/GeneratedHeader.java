package com.xtrading.platform.manifest;

/**
 * The first line of generated files, where their format has comments.
 *
 * @param text what it says
 */
public record GeneratedHeader(String text) {

  /** The header of the files of one environment. */
  public static GeneratedHeader of(String environment) {
    return new GeneratedHeader(
        "Generated from environments/%s.yaml and the Java sources. Do not edit; run: mvn compile exec:java"
            .formatted(environment));
  }

  /** The content of a file below the header, written as its format writes comments. */
  public String above(String path, String content) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return switch (extension) {
      case "yaml", "conf", "hcl", "ini", "toml" -> "# " + text + "\n" + content;
      case "js" -> "// " + text + "\n" + content;
      // The first line of a script says what runs it.
      case "sh" -> content.replaceFirst("\n", "\n# " + text + "\n");
      default -> content;
    };
  }
}
