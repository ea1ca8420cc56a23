package com.xtrading.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * Rendering leaves the validation of the CDK out to be fast; the rendered templates go through it
 * here.
 */
class ValidatedTemplateTest {

  @Test
  void everyTemplatePassesTheValidatedSynthesisOfTheCdk(@TempDir Path folder) throws IOException {
    App app = validating(folder);
    for (JudgedEnvironment rendered : TestPlatform.reference()) {
      include(
          app, folder, rendered.environment().name().value(), BackupBucketTest.template(rendered));
    }
    CloudAssembly assembly = app.synth();
    for (JudgedEnvironment rendered : TestPlatform.reference()) {
      Object synthesized =
          assembly.getStackByName(rendered.environment().name().value()).getTemplate();
      assertThat(Tree.of(synthesized)).isEqualTo(Select.parse(BackupBucketTest.template(rendered)));
    }
  }

  @Test
  void aTemplateThatIsWrongDoesNotPassTheValidatedSynthesis(@TempDir Path folder)
      throws IOException {
    App app = validating(folder);
    String wrong =
        BackupBucketTest.template(TestPlatform.sample("production"))
            .replace("\"xtrading-backups-production\"", "[\"two\", \"names\"]");
    assertThatThrownBy(
            () -> {
              include(app, folder, "wrong", wrong);
              app.synth();
            })
        .hasMessageContaining("bucketName");
  }

  private static App validating(Path folder) {
    return new App(
        AppProps.builder()
            .analyticsReporting(false)
            .treeMetadata(false)
            .outdir(folder.resolve("assembly").toString())
            .build());
  }

  private static void include(App app, Path folder, String name, String template)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".json"), template);
    Stack stack =
        new Stack(
            app, name, StackProps.builder().synthesizer(new BootstraplessSynthesizer()).build());
    CfnInclude.Builder.create(stack, "template").templateFile(file.toString()).build();
  }
}
