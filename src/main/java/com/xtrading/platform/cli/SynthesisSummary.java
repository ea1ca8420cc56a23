package com.xtrading.platform.cli;

import com.xtrading.platform.manifest.WriteOutcome;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;

/** The lines that {@code synth} ends with. */
final class SynthesisSummary {

  static void print(
      Console console,
      Workspace workspace,
      List<JudgedEnvironment> results,
      List<WriteOutcome> outcomes) {
    for (int index = 0; index < results.size(); index++) {
      JudgedEnvironment result = results.get(index);
      WriteOutcome outcome = outcomes.get(index);
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

  private SynthesisSummary() {}
}
