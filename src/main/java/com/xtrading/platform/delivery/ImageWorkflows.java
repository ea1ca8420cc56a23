package com.xtrading.platform.delivery;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Releases;
import com.xtrading.platform.environment.Zone;
import java.util.Map;
import java.util.TreeMap;

/**
 * Workflows for the repository of the application: they build, look into and sign its images, or
 * check what was built, and then open a pull request here. No workflow reaches a cluster.
 */
public final class ImageWorkflows extends Component {

  private static final String BUILD = "build-images.yaml";
  private static final String PROMOTE = "promote-images.yaml";
  private static final String PROPOSE = "propose-images.yaml";

  /** Where the environment says how releases reach it. */
  public ImageWorkflows(Platform platform) {
    super(
        platform,
        Delivery.of("image-workflows", platform.namespace(Zone.APPLICATION), SyncWave.NAMESPACES)
            // People copy the files to where they run.
            .by(Delivery.By.PEOPLE));
  }

  @Override
  protected void render(Rendering rendering) {
    environment().releases().ifPresent(releases -> render(rendering, releases));
  }

  private void render(Rendering rendering, Releases releases) {
    Environment environment = environment();
    String source = Releases.repository(releases.source());
    String[] platform = Releases.repository(environment.gitops().repoURL()).split("/");
    String propose = "propose-%s.yaml".formatted(environment.name());
    Map<String, String> images =
        new TreeMap<>(
            Map.of(
                "source", source,
                "branch", releases.branch(),
                "propose", propose,
                "backend", environment.images().backend().repository(),
                "frontend", environment.images().frontend().repository(),
                // By this name the certificate of a signature knows the workflow that asked for it.
                "signer",
                    "https://github.com/%s/.github/workflows/%s@refs/heads/%s"
                        .formatted(source, BUILD, releases.branch())));
    if (releases.from() == Releases.From.BUILDS) {
      write(rendering, BUILD, BUILD, images);
    } else {
      String promote = "promote-%s.yaml".formatted(environment.name());
      images.put("file", promote);
      images.put("environment", environment.name().value());
      write(rendering, PROMOTE, promote, images);
    }
    write(
        rendering,
        PROPOSE,
        propose,
        Map.of(
            "source",
            source,
            "file",
            propose,
            "environment",
            environment.name().value(),
            "owner",
            platform[0],
            "platform",
            platform[1],
            "revision",
            environment.gitops().revision()));
  }

  private static void write(
      Rendering rendering, String text, String file, Map<String, String> values) {
    rendering.file(
        "config/github/" + file, TextTemplate.of(ImageWorkflows.class, text).fill(values));
  }
}
