package com.xtrading.platform.environment;

import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;

/** How images that are built from our own sources reach an environment. */
public record Releases(
    @Describe("Repository of the application on GitHub.") HttpsUrl source,
    @Describe("Branch whose commits are built.") String branch,
    @Describe(
            "builds: each commit is built and proposed to this environment; promotion: a person"
                + " names a commit that was built.")
        From from) {

  private static final String GITHUB = "https://github\\.com/[A-Za-z0-9-]+/[A-Za-z0-9._-]+";

  /** Where versions come from. */
  public enum From {
    BUILDS,
    PROMOTION
  }

  public Releases {
    requireGitHub("source", source);
    if (!branch.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")) {
      throw new InvalidValue(
          "branch \"%s\" is no branch".formatted(branch),
          "letters, digits, ., _, / and -",
          "write its name without refs/heads/");
    }
  }

  private static void requireGitHub(String key, HttpsUrl url) {
    if (!isGitHub(url)) {
      throw new InvalidValue(
          "%s %s is no repository on GitHub, whose workflows build and sign".formatted(key, url),
          "https://github.com/owner/name",
          "write its address there");
    }
  }

  /** Whether an address is one of a repository on GitHub. */
  public static boolean isGitHub(HttpsUrl url) {
    return url.value().matches(GITHUB);
  }

  /** Owner and name of a repository on GitHub. */
  public static String repository(HttpsUrl url) {
    return url.path().substring(1).replaceFirst("\\.git$", "");
  }
}
