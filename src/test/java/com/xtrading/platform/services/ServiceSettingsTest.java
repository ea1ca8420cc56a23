package com.xtrading.platform.services;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {

  private static Environment environment(String settings) {
    return EditedEnvironment.sizing(
        EditedEnvironment.of(
            "staging", "  user-service:\n", "  user-service:\n    settings: " + settings + "\n"),
        "user-service");
  }

  private static JudgedEnvironment render(
      Environment environment, UnaryOperator<WebService> declared) {
    return TestPlatform.renderOnly(
        environment,
        platform ->
            declared.apply(
                new WebService(platform, "user-service", environment.images().backend())));
  }

  @Test
  void aServiceHasThoseOfItsDeclarationAndOfTheFileWhichCountsMore() {
    JudgedEnvironment rendered =
        render(
            environment("{FEATURE_ORDERS: on, RETRIES: 3}"),
            service -> service.setting("RETRIES", "1").setting("THEME", "dark"));
    assertThat(rendered).has("ConfigMap", "user-service-config").at("data.FEATURE_ORDERS").is("on");
    assertThat(rendered).has("ConfigMap", "user-service-config").at("data.RETRIES").is("3");
    assertThat(rendered).has("ConfigMap", "user-service-config").at("data.THEME").is("dark");
    assertThat(rendered).has("ConfigMap", "user-service-config").at("data.HTTP_PORT").is("8000");
  }

  @Test
  void anotherValueStartsNewPods() {
    assertThat(hash("{RETRIES: 3}")).isNotEmpty().isNotEqualTo(hash("{RETRIES: 4}"));
  }

  private static String hash(String settings) {
    return Select.one(
            render(environment(settings), service -> service), "Deployment", "user-service")
        .at("spec", "template", "metadata", "annotations", "checksum/config")
        .text("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PORT|settings.HTTP_PORT: is the platform's own",
        "LOG_LEVEL|settings.LOG_LEVEL: is the platform's own",
      })
  void whatThePlatformGivesIsNotGivenTwice(String name, String problem) {
    assertThatThrownBy(() -> render(environment("{" + name + ": x}"), service -> service))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("remove it");
    assertThatThrownBy(() -> render(environment("{A: x}"), service -> service.setting(name, "x")))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("setting " + name + " of user-service is the platform's own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{API_TOKEN: abc}|API_TOKEN is the name of a credential",
        "{lower: x}|\"lower\" is no name of a setting",
        "{DSN: 'https://joe:hunter22@db.example.com/x'}|the value of DSN may be a credential",
      })
  void aCredentialIsRefusedAndNotShown(String settings, String problem) {
    assertThatThrownBy(() -> environment(settings))
        .hasMessageContaining(problem)
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void aDeclarationIsCheckedAsAFileIs() {
    Environment environment = environment("{A: x}");
    assertThatThrownBy(() -> render(environment, service -> service.setting("DB_PASSWORD", "x")))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("DB_PASSWORD is the name of a credential");
    assertThatThrownBy(
            () -> render(environment, service -> service.setting("A", "1").setting("A", "2")))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("declared twice");
  }
}
