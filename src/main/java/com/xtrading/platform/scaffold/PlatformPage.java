package com.xtrading.platform.scaffold;

import com.xtrading.platform.model.UserError;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of {@code TradingPlatform}. It is edited as people do: beside what is like it, with the
 * names that stand there.
 *
 * @param text of the Java file
 */
record PlatformPage(String text) {

  static final String FILE = "src/main/java/com/xtrading/platform/TradingPlatform.java";

  private static final int WIDTH = 100;

  /** A statement that declares a service, up to its end. */
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?m)^    (?:(?:WebService|SingleService) \\w+ =\\s+)?new (?:WebService|SingleService)\\(platform,[^;]*;\n");

  private static final Pattern POSTGRES =
      Pattern.compile("\\bPostgresCluster (\\w+) = new PostgresCluster\\(");
  private static final Pattern BACKEND =
      Pattern.compile("\\bImageRef (\\w+) = environment\\.images\\(\\)\\.backend\\(\\)");

  /**
   * The page with one more service, which has a database of its own.
   *
   * @throws UserError when the name is taken, or the page is not written so that its place is known
   */
  PlatformPage withService(String name) {
    if (text.contains("(platform, \"%s\",".formatted(name))) {
      throw new UserError(
          "%s declares %s already".formatted(FILE, name), "choose another name, or edit it there");
    }
    MatchResult last =
        SERVICE
            .matcher(text)
            .results()
            .reduce((first, second) -> second)
            .orElseThrow(() -> unknown("no service", name));
    String postgres = named(POSTGRES).orElseThrow(() -> unknown("no PostgresCluster", name));
    String backend = named(BACKEND).orElseThrow(() -> unknown("no backend image", name));
    String made = "new WebService(platform, \"%s\", %s)".formatted(name, backend);
    String owning = ".owns(%s.database(\"%s\"));".formatted(postgres, name.replace('-', '_'));
    String indent = " ".repeat(4);
    String line = indent + made + owning;
    String statement =
        line.length() <= WIDTH ? line : indent + made + "\n" + indent.repeat(2) + owning;
    return new PlatformPage(
        text.substring(0, last.end()) + statement + "\n" + text.substring(last.end()));
  }

  private Optional<String> named(Pattern declaration) {
    Matcher found = declaration.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static UserError unknown(String missing, String name) {
    return new UserError(
        "%s: there is %s to put %s beside".formatted(FILE, missing, name),
        "declare it by hand, as docs/how-to/add-a-service.md shows");
  }
}
