package com.xtrading.platform.report;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.environment.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of the README about what people open in a browser. */
final class PagesForPeople {

  /** The section, or none where nothing is opened. */
  static Optional<Section> section(
      Environment environment, Topology topology, Collection<NativeFile> files) {
    if (topology.pages().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Section.of(
            "Pages for people",
            new Table(
                List.of("page", "who may enter", "OpenID clients", "secrets in Vault"),
                topology.pages().stream().map(page -> row(page, environment)).toList()),
            new Paragraph(
                "Who looks after the OpenID provider finds all of its clients in %s."
                    .formatted(Folder.files("config/identity-provider/", files)))));
  }

  private static List<String> row(Page page, Environment environment) {
    return List.of(
        page.url().toString(),
        page.groups().entrySet().stream()
            .map(PagesForPeople::group)
            .collect(Collectors.joining(", ")),
        String.join(", ", page.clients()),
        environment.vault().mount() + "/" + page.secret().vaultPath());
  }

  private static String group(Map.Entry<?, String> group) {
    return "%s (%s)"
        .formatted(group.getValue(), group.getKey().toString().toLowerCase(Locale.ROOT));
  }

  private PagesForPeople() {}
}
