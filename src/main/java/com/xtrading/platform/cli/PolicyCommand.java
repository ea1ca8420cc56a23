package com.xtrading.platform.cli;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.rules.admission.ProfileRules;
import com.xtrading.platform.report.FindingsText;
import com.xtrading.platform.report.JunitReport;
import com.xtrading.platform.report.SarifReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code policy}: the rules that the API server is given too, over an environment or a folder. */
@Command(
    name = "policy",
    description =
        "Holds the objects of an environment, or of any folder of manifests, to the rules that the"
            + " API server is given as well. Waivers count for an environment; a folder has none."
            + " What cannot be read is named, the rest is judged, and the exit code is 2.",
    mixinStandardHelpOptions = true)
final class PolicyCommand implements Callable<Integer> {

  /** How findings are written. */
  enum Format {
    text,
    json,
    sarif,
    junit
  }

  /** Which rules are asked; each profile holds those before it. */
  enum Asked {
    baseline(Profile.BASELINE),
    restricted(Profile.RESTRICTED),
    platform(Profile.PLATFORM);

    private final Profile profile;

    Asked(Profile profile) {
      this.profile = profile;
    }
  }

  @ParentCommand private PlatformCommand parent;

  @Mixin private EnvironmentOrFolder judged;

  @Option(
      names = "--profile",
      description = "${COMPLETION-CANDIDATES} (default: platform, which holds the others).")
  private Asked asked = Asked.platform;

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      description =
          "Of which version of Kubernetes the rules are, from 1.34 to 1.37 (default: the newest, or"
              + " that of the environment).")
  private Optional<String> kubernetes = Optional.empty();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Override
  public Integer call() {
    boolean isEnvironment = judged.isEnvironment();
    if (isEnvironment && kubernetes.isPresent()) {
      throw new UserError(
          "an environment has a version of Kubernetes", "leave --kubernetes out, or name a folder");
    }
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    LocatedFindings found =
        isEnvironment
            ? judged.render(workspace, console).found(rules(), workspace.output())
            : rules().in(judged.read(workspace, console), policies());
    found.problems().forEach(console::error);
    console.lines(written(found));
    if (!found.problems().isEmpty()) {
      return ExitCodes.BAD_INPUT;
    }
    return found.findings().isEmpty() ? 0 : ExitCodes.FINDINGS;
  }

  private ProfileRules rules() {
    return ProfileRules.of(asked.profile);
  }

  private ObjectPolicies policies() {
    return kubernetes.map(ObjectPolicies::ofVersion).orElseGet(ObjectPolicies::newest);
  }

  private String written(LocatedFindings found) {
    return switch (format) {
      case text -> FindingsText.text(found);
      case json -> FindingsText.json(found);
      case sarif -> SarifReport.of(found);
      case junit -> JunitReport.of(found);
    };
  }
}
