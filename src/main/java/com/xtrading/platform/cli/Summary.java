package com.xtrading.platform.cli;

import com.xtrading.platform.manifest.Written;
import com.xtrading.platform.synthesis.Synthesized;
import java.util.List;

/** The lines that {@code synth} ends with. */
final class Summary {

  static void print(
      Console console, Workspace workspace, List<Synthesized> results, List<Written> outcomes) {
    for (int index = 0; index < results.size(); index++) {
      Synthesized result = results.get(index);
      Written outcome = outcomes.get(index);
      String name = result.name();
      outcome
          .foreign()
          .forEach(
              path ->
                  console.warning(
                      "%s/%s/%s: is not ours and stays; move it away, Argo CD may apply it"
                          .formatted(workspace.distName(), name, path)));
      console.good(
          "%s/%s: %d objects, %d other files; %d written, %d removed"
              .formatted(
                  workspace.distName(),
                  name,
                  result.manifests().size(),
                  result.files().size() - result.manifests().size(),
                  outcome.written(),
                  outcome.removed()));
    }
  }

  private Summary() {}
}
