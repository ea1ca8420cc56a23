package com.xtrading.platform.report;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of the README about what people open in a browser. */
final class PagesForPeople {

  /** The text, or none where nothing is opened. */
  static String text(Environment environment, Topology topology, Collection<NativeFile> files) {
    if (topology.pages().isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            "\n## Pages for people\n\n| page | who may enter | OpenID clients | secrets in Vault |\n|---|---|---|---|\n");
    for (Page page : topology.pages()) {
      text.append(
          "| %s | %s | %s | %s/%s |\n"
              .formatted(
                  page.url(),
                  page.groups().entrySet().stream()
                      .map(PagesForPeople::group)
                      .collect(Collectors.joining(", ")),
                  String.join(", ", page.clients()),
                  environment.vault().mount(),
                  page.secret().vaultPath()));
    }
    return text.append("\nWho looks after the OpenID provider finds all of its clients in ")
        .append(Folder.files("config/identity-provider/", files))
        .append(".\n")
        .toString();
  }

  private static String group(Map.Entry<?, String> group) {
    return "%s (%s)"
        .formatted(group.getValue(), group.getKey().toString().toLowerCase(Locale.ROOT));
  }

  private PagesForPeople() {}
}
