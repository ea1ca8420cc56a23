package com.xtrading.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown that people work by: the README, or one of the how-tos.
 *
 * @param path from the folder of the project
 * @param text as it is written
 */
record Page(Path path, String text) {

  static final Path HOW_TO = Path.of("docs/how-to");

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\./platform ([^#\n]*[^# \n])(?: *# exit code (\\d))?");
  private static final Pattern WRITTEN = Pattern.compile("(?ms)^cat > (\\S+) <<'END'\n(.*?)^END$");
  private static final Pattern TESTS = Pattern.compile("-Dtest=([\\w,]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  /**
   * A piece of a file that a page shows.
   *
   * @param language behind the fence
   * @param text all of it
   */
  record Block(String language, String text) {

    /** What the comment in its first line says. */
    String file() {
      return text.lines().findFirst().orElse("").replaceFirst("^(//|#) ", "");
    }
  }

  static Page of(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The README of the project, and every page of how-tos. */
  static List<Page> all() throws IOException {
    try (Stream<Path> files = Files.list(HOW_TO)) {
      return Stream.concat(Stream.of(Path.of("README.md")), files.sorted()).map(Page::of).toList();
    }
  }

  /** Arguments of the program, with the exit code that the page promises: 0, if it names none. */
  Map<String, Integer> commands() {
    Map<String, Integer> commands = new LinkedHashMap<>();
    COMMAND
        .matcher(text)
        .results()
        .forEach(
            found ->
                commands.put(
                    found.group(1), found.group(2) == null ? 0 : Integer.valueOf(found.group(2))));
    return commands;
  }

  /** Files that it has people write, with their texts. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    WRITTEN.matcher(text).results().forEach(found -> files.put(found.group(1), found.group(2)));
    return files;
  }

  /** Names of the tests that it asks people to run. */
  List<String> tests() {
    return TESTS
        .matcher(text)
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(",")))
        .toList();
  }

  /** Links within the project, with what follows a {@code #}. */
  List<String> links() {
    return LINK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The file that a link leads to. */
  Path target(String link) {
    String file = link.replaceFirst("#.*", "");
    Path folder = path.getParent() == null ? Path.of("") : path.getParent();
    return file.isEmpty() ? path : folder.resolve(file).normalize();
  }

  /** Places within it that links may lead to, as GitHub calls them. */
  List<String> anchors() {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(
            line ->
                line.replaceFirst("^#+ ", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w -]", "")
                    .replace(' ', '-'))
        .toList();
  }

  List<Block> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .filter(block -> block.language().equals(language))
        .toList();
  }

  /** Every text in code font outside of blocks. */
  List<String> codes() {
    return CODE.matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
