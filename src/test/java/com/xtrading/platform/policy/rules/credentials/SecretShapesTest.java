package com.xtrading.platform.policy.rules.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.credential.KnownForms;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every form of a credential is found in every place that is written. The credentials were never
 * any, and have a dot inside, so that nobody's scanner takes this file for a leak.
 */
class SecretShapesTest {

  private static final String RANDOM = "Zx81kQ0vR7tYbN3mLp5sWd2fGh6jKc9uEa4iOoPqTrSyVxBz";
  private static final String HEX =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final NoSecretValues RULE = new NoSecretValues();

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String drawn(int length) {
    return RANDOM.repeat(1 + length / RANDOM.length()).substring(0, length);
  }

  private static String hex(int length) {
    return HEX.repeat(1 + length / HEX.length()).substring(0, length);
  }

  static Stream<Named<String>> shapes() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("AWS access key", "AK·IAIOSFODNN7EXAMPLE");
    shapes.put("AWS key for a while", "AS·IAIOSFODNN7EXAMPLE");
    shapes.put("AWS secret key", "wJalrXUtnFEMI·7MDENGbPxRfiCYEXAMPLEKEY9z");
    shapes.put("AWS Bedrock", "AB·SK" + drawn(120));
    shapes.put("Google API", "AI·za" + drawn(35));
    shapes.put("Google access token", "ya·29." + drawn(40));
    shapes.put("Google client", "GOC·SPX-" + drawn(28));
    shapes.put("Azure client", "abC8·Q~" + drawn(34));
    shapes.put("Azure storage", "Account·Key=" + drawn(86) + "==");
    shapes.put(
        "Azure signature", "https://x.blob.core.windows.net/a?sv=2024&s·ig=" + drawn(43) + "%3D");
    shapes.put("Alibaba", "LT·AI" + drawn(20));
    shapes.put("DigitalOcean", "dop·_v1_" + hex(64));
    shapes.put("Cloudflare origin", "v1·.0-" + hex(24) + "-" + hex(146));
    shapes.put("Cloudflare API", drawn(40));
    shapes.put("Vault service token", "hv·s." + drawn(90));
    shapes.put("Vault batch token", "hv·b." + drawn(140));
    shapes.put("Vault recovery token", "hv·r." + drawn(30));
    shapes.put("Vault, before 1.10", "s·.Qf1s5zigZ4OX6akYjQXJC1jY");
    shapes.put("Terraform", drawn(14) + ".atlas·v1." + drawn(64));
    shapes.put("Pulumi", "pul·-" + hex(40));
    shapes.put("Doppler", "dp·.pt." + drawn(43));
    shapes.put("OpenShift", "sha2·56~" + drawn(43));
    shapes.put(
        "age", "AGE-SECRET·-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).substring(0, 58));
    shapes.put("PuTTY", "PuTTY-User·-Key-File-3: ssh-ed25519");
    shapes.put("GitHub", "gh·p_" + drawn(36));
    shapes.put("GitHub of an app", "gh·s_" + drawn(36));
    shapes.put("GitHub, fine-grained", "github·_pat_" + drawn(22) + "_" + drawn(40));
    shapes.put("GitLab", "gl·pat-" + drawn(20));
    shapes.put("GitLab deployment", "gl·dt-" + drawn(20));
    shapes.put("GitLab runner", "GR13·48941" + drawn(20));
    shapes.put("npm", "np·m_" + drawn(36));
    shapes.put("PyPI", "py·pi-AgEIcHlwaS5vcmc" + drawn(60));
    shapes.put("RubyGems", "ruby·gems_" + hex(48));
    shapes.put("Docker", "dckr·_pat_" + drawn(27));
    shapes.put("Artifactory", "AK·Cp" + drawn(69));
    shapes.put("crates.io", "ci·o" + drawn(32));
    shapes.put("Artifactory token", "cm·VmdG" + drawn(58));
    shapes.put("Postman", "PM·AK-" + hex(24) + "-" + hex(34));
    shapes.put("Atlassian", "AT·ATT3" + drawn(186));
    shapes.put("Heroku", "HR·KU-" + drawn(60));
    shapes.put("Fly", "fo·1_" + drawn(43));
    shapes.put("1Password account", "ops·_eyJ" + drawn(250));
    shapes.put("1Password secret", "A·3-ABCDEF-ABCDEF12345-ABCDE-FGHIJ-KLMNO-PQRST");
    shapes.put("Sendinblue", "xkey·sib-" + hex(64) + "-" + drawn(16));
    shapes.put("Grafana, before 10", "eyJr·Ijoi" + drawn(80));
    shapes.put(
        "Dynatrace", "dt·0c01." + "ABCDEFGH12345678IJKLMNOP." + "ABCDEFGH12345678".repeat(4));
    shapes.put("PlanetScale", "pscale·_pw_" + drawn(43));
    shapes.put("Hugging Face", "h·f_" + "abcdefghijklmnopqrSTUVWXYZabcdefghij".substring(0, 34));
    shapes.put("argon2", "$argon2id$v=19$m=65536,t=3,p=4$" + drawn(22) + "$" + drawn(43));
    shapes.put("Slack", "xo·xb-123456789012-123456789012-" + drawn(24));
    shapes.put("Slack application", "xa·pp-1-A0123456789-1234567890123-" + hex(40));
    shapes.put(
        "Slack webhook", "https://hooks.slack·.com/services/T00000000/B00000000/" + drawn(24));
    shapes.put(
        "Teams webhook",
        "https://x.webhook.office·.com/webhookb2/1@2/IncomingWebhook/" + hex(32) + "/1");
    shapes.put(
        "Discord webhook", "https://discord.com/api/web·hooks/123456789012345678/" + drawn(68));
    shapes.put("Telegram", "123456789:·AAH" + drawn(32));
    shapes.put("SendGrid", "S·G." + drawn(22) + "." + drawn(43));
    shapes.put("Mailgun", "ke·y-" + hex(32));
    shapes.put("Twilio", "S·K" + hex(32));
    shapes.put("Grafana", "gl·sa_" + drawn(32) + "_" + hex(8));
    shapes.put("New Relic", "NR·AK-" + "ABCDEFGH1JKLMN2PQRSTU3WXYZ4");
    shapes.put("Sentry", "sntry·u_" + hex(64));
    shapes.put("Databricks", "da·pi" + hex(32));
    shapes.put("Stripe", "sk·_live_" + drawn(24));
    shapes.put("Stripe, restricted", "rk·_live_" + drawn(24));
    shapes.put("Stripe webhook", "wh·sec_" + drawn(32));
    shapes.put("Square", "sq0·csp-" + drawn(43));
    shapes.put("Shopify", "shp·at_" + hex(32));
    shapes.put("OpenAI", "sk-·proj-" + drawn(20) + "T3Blbk·FJ" + drawn(20));
    shapes.put("Anthropic", "sk-·ant-api03-" + drawn(93) + "AA");
    shapes.put("JSON web token", "ey·JhbGciOiJIUzI1NiJ9.ey·JzdWIiOiIxMjM0In0." + drawn(43));
    shapes.put("key of an exchange", drawn(64));
    shapes.put("key of an exchange, lower case", "k3j9x0q7w2m5z8p1r4t6v0b3n7c1d5f9g2h8s4a6");
    shapes.put("InfluxDB", drawn(86) + "==");
    shapes.put("random hex", hex(64));
    shapes.put("private key", "-----BEGIN PRIVATE ·KEY-----");
    shapes.put("private key of OpenSSH", "-----BEGIN OPENSSH PRIVATE ·KEY-----");
    shapes.put("private key of PGP", "-----BEGIN PGP PRIVATE ·KEY BLOCK-----");
    shapes.put("URL", "postgresql://web:hunter·2@postgres:5432/shop");
    shapes.put("URL with a token", "https://x-access-token:gh·s_" + drawn(36) + "@github.com/a/b");
    shapes.put("authorization, bearer", "Authorization: Bearer my-own-tok·en");
    shapes.put("authorization, basic", "Authorization: Basic " + base64("web:hunter2"));
    shapes.put("curl", "curl -u web:hunter·2 https://shop.example.org");
    shapes.put("option", "backup --password hunter·2 --verbose");
    shapes.put("option with =", "backup --db-password=hunter·2");
    shapes.put("variable before a command", "PGPASSWORD=hunter·2 pg_dump shop");
    shapes.put("netrc", "machine shop.example.org login web password hunter·2");
    shapes.put("pgpass", "postgres:5432:shop:web:hunter·2");
    shapes.put("Redis", "user web on >hunter·2 ~* +@all");
    shapes.put("SQL", "ALTER ROLE web PASSWORD 'hunter·2'");
    shapes.put("connection string", "Server=db;User Id=web;Password=hunter·2;");
    shapes.put("bcrypt", "web:$2y$10$" + drawn(53));
    shapes.put("crypt", "web:$6$abcdefgh$" + drawn(86));
    shapes.put("SCRAM", "SCRAM-SHA-256$4096:c2FsdHNhbHQ=$" + drawn(43) + "=:" + drawn(43) + "=");
    shapes.put(
        "Docker login",
        base64("{\"auths\":{\"ghcr.io\":{\"username\":\"web\",\"password\":\"hunter2\"}}}"));
    shapes.put(
        "private key in base64", base64("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA=="));
    return shapes.entrySet().stream()
        .map(shape -> Named.of(shape.getKey(), shape.getValue().replace("·", "")));
  }

  /** Where a text can stand in what is written. */
  private static final Map<String, Function<String, Evidence>> PLACES = new LinkedHashMap<>();

  private static Evidence object(String kind, Map<String, Object> content) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", kind);
    tree.put("metadata", Fields.of("name", "web").with("namespace", "shop"));
    tree.putAll(content);
    return Examples.rendered(YamlWriter.write(tree));
  }

  private static Evidence config(String key, String text) {
    return object("ConfigMap", Fields.of("data", Fields.of(key, text)));
  }

  private static Evidence container(Map<String, Object> container) {
    return object("Pod", Fields.of("spec", Fields.of("containers", List.of(container))));
  }

  private static Evidence application(Object helm) {
    return object("Application", Fields.of("spec", Fields.of("source", Fields.of("helm", helm))));
  }

  static {
    PLACES.put("config map", text -> config("setting", text));
    PLACES.put("text of a config map", text -> config("any.conf", "# a\nsetting\n" + text + "\n"));
    PLACES.put(
        "YAML in a config map",
        text ->
            config("any.yaml", YamlWriter.write(Fields.of("a", List.of(Fields.of("b", text))))));
    PLACES.put(
        "JSON in a config map", text -> config("any", JsonWriter.write(Fields.of("a", text))));
    PLACES.put(
        "annotation",
        text ->
            object(
                "Service",
                Fields.of(
                    "metadata",
                    Fields.of("name", "web")
                        .with("annotations", Fields.of("example.org/note", text)))));
    PLACES.put(
        "variable",
        text ->
            container(Fields.of("env", List.of(Fields.of("name", "SETTING").with("value", text)))));
    PLACES.put("argument", text -> container(Fields.of("args", List.of("run", text))));
    PLACES.put("command", text -> container(Fields.of("command", List.of("sh", "-c", text))));
    PLACES.put(
        "values of a chart", text -> application(Fields.of("valuesObject", Fields.of("a", text))));
    PLACES.put(
        "values of a chart as text",
        text -> application(Fields.of("values", YamlWriter.write(Fields.of("a", text)))));
    PLACES.put(
        "parameters of a chart",
        text ->
            application(
                Fields.of("parameters", List.of(Fields.of("name", "a").with("value", text)))));
    PLACES.put("file", text -> Examples.file("config/any.conf", "# a\n" + text + "\n"));
    PLACES.put(
        "YAML file",
        text -> Examples.file("config/a.yaml", YamlWriter.write(Fields.of("a", text))));
    PLACES.put("script", text -> Examples.file("scripts/a.sh", "#!/bin/sh\n" + text + "\n"));
    PLACES.put("README", text -> Examples.file("README.md", "# shop\n\n    " + text + "\n"));
    PLACES.put(
        "CloudFormation",
        text ->
            Examples.file(
                "aws/a.template.json",
                JsonWriter.write(
                        Fields.of("Parameters", Fields.of("Setting", Fields.of("Default", text))))
                    + "\n"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void isFoundInEveryPlace(String credential) {
    PLACES.forEach(
        (place, text) ->
            assertThat(RULE.check(text.apply(credential)))
                .as("%s in %s", credential, place)
                .isNotEmpty()
                .extracting(Finding::problem)
                .noneMatch(problem -> problem.contains(credential)));
  }

  @Test
  void everyKnownFormIsTried() {
    assertThat(shapes().map(Named::getPayload).flatMap(shape -> KnownForms.in(shape).stream()))
        .extracting(problem -> problem.replaceFirst(" \".*", ""))
        .containsAll(KnownForms.kinds());
  }

  /** What only its name makes a credential, where name and value stand apart. */
  static Stream<Named<Evidence>> namedApart() {
    Map<String, Object> pair = Fields.of("name", "DATABASE_PASSWORD").with("value", "hunter2");
    Map<String, Object> patch =
        Fields.of("spec", Fields.of("containers", List.of(Fields.of("env", List.of(pair)))));
    return Stream.of(
        Named.of("variable", container(Fields.of("env", List.of(pair)))),
        Named.of("arguments", container(Fields.of("args", List.of("--password", "hunter2")))),
        Named.of("argument", container(Fields.of("args", List.of("--db-password=hunter2")))),
        Named.of(
            "patch of kustomize",
            object(
                "Application",
                Fields.of("spec", Fields.of("patches", List.of(YamlWriter.write(patch)))))),
        Named.of(
            "annotation with an object",
            object(
                "Service",
                Fields.of(
                    "metadata",
                    Fields.of("name", "web")
                        .with("annotations", Fields.of("last", JsonWriter.write(patch)))))),
        Named.of(
            "values of a chart as text", application(Fields.of("values", YamlWriter.write(patch)))),
        Named.of("parameters of a chart", application(Fields.of("parameters", List.of(pair)))),
        Named.of("YAML in a config map", config("any.yaml", YamlWriter.write(patch))),
        Named.of(
            "text of YAML on lines of its own",
            config("any.yaml", "database:\n  password: >-\n    hunter2\n")),
        Named.of(
            "JSON in YAML in a config map",
            config("any.yaml", YamlWriter.write(Fields.of("a", JsonWriter.write(patch))))),
        Named.of("YAML file", Examples.file("config/a.yaml", YamlWriter.write(patch))),
        Named.of("JSON file", Examples.file("config/a.json", JsonWriter.write(patch) + "\n")),
        Named.of(
            "parameter of CloudFormation",
            Examples.file(
                "aws/a.template.json",
                JsonWriter.write(
                        Fields.of(
                            "Parameters",
                            Fields.of(
                                "DatabasePassword",
                                Fields.of("Type", "String").with("Default", "hunter2"))))
                    + "\n")),
        Named.of(
            "login of Docker",
            config(
                "config.json",
                JsonWriter.write(
                    Fields.of(
                        "auths",
                        Fields.of("ghcr.io", Fields.of("auth", base64("web:hunter2"))))))));
  }

  @ParameterizedTest
  @MethodSource
  void namedApart(Evidence rendered) {
    assertThat(RULE.check(rendered))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What everybody may know.
        "ghcr.io/xtrading/backend:1.0.0@sha256:" + HEX,
        "image: docker.io/library/redis@sha256:" + HEX,
        "sha256:" + HEX,
        "\"integrity\": \"sha512-" + RANDOM + RANDOM + "==\"",
        "revision: 08c6903cd8c0fde910a37f88322edcfb5dd907a8",
        "checksum/config: " + HEX,
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEy31vFE4tUyJgkx6hEQtZdPo9oLDFOOWCyY/8TZlbyHUAjgsKxpFkw2ntH8ThDNe89gVUwJKuSwn5hvOuk6tmUg==",
        "publicKey=MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE web",
        "--zone-id-filter=023e105f4ecef8ad9ca31a8372d0c353",
        "zoneId: 023e105f4ecef8ad9ca31a8372d0c353",
        "123e4567-e89b-12d3-a456-426614174000",
        "kms_key_id = \"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"",
        "kms_key_id = \"mrk-1234abcd12ab34cd56ef1234567890ab\"",
        "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/xtrading-production-vault",
        "cidrs: [10.0.0.0/8, 172.16.0.0/12, 2001:db8:85a3:8d3:1319:8a2e:370:7348/64]",
        "00000000000000000000000000000001",
        // What is looked up elsewhere.
        "postgresql://web:${DATABASE_PASSWORD}@postgres:5432/shop",
        "DATABASE_PASSWORD=${DATABASE_PASSWORD}",
        "Authorization: Bearer ${TOKEN}",
        "Authorization: Bearer <token>",
        "curl -u \"web:$PASSWORD\" https://shop.example.org",
        "machine shop.example.org login web password ${PASSWORD}",
        "token      = \"file:///vault/userconfig/vault-seal/token\"",
        "kubectl create secret generic vault-seal --from-file=token=<file>",
        "docker login --username web --password-stdin",
        "vault operator init -recovery-shares=5 -recovery-threshold=3",
        "vault write auth/kubernetes/role/shop @config/vault/shop.json",
        "\"token_policies\": [\"xtrading-production-shop\"]",
        "user default off",
        // What only looks long.
        "xtrading-production-strategy-service-allow-from-gateway-and-monitoring",
        "certmanager_certificate_expiration_timestamp_seconds",
        "/var/run/secrets/kubernetes.io/serviceaccount/namespace/of/this/pod",
        "https://prometheus-community.github.io/helm-charts/kube-prometheus-stack",
        "docker run --user 1000:1000 -p 8080:8080 web",
        "redis-cli -h redis -p 6379 ping",
        "registry.example.org:5000/shop/web:1.0.0",
        "login and password are those of Vault",
        "password rotation",
        "backup --password PASSWORD --verbose",
        "with --token and --password they log in",
        "git checkout 08c6903cd8c0fde910a37f88322edcfb5dd907a8",
        "echo \"" + HEX + "  kubectl\" | sha256sum --check",
        "user web is on > 2 nodes",
      })
  void whatIsNoneIsSilentInEveryPlace(String text) {
    PLACES.forEach(
        (place, put) ->
            assertThat(RULE.check(put.apply(text))).as("%s in %s", text, place).isEmpty());
  }

  @Test
  void aCertificateHidesNothingBehindIt() {
    String text = "-----BEGIN CERTIFICATE-----\n%s\n%s\npassword: hunter2\n";
    assertThat(RULE.check(Examples.file("a.conf", text.formatted(drawn(64), drawn(20)))))
        .extracting(Finding::path)
        .containsExactly("line 4");
  }

  @Test
  void theNumberOfAZoneIsNoSecret() {
    Map<String, Object> zone =
        Fields.of("zone-id-filter", List.of("023e105f4ecef8ad9ca31a8372d0c353"));
    assertThat(RULE.check(application(Fields.of("valuesObject", Fields.of("extraArgs", zone)))))
        .isEmpty();
  }

  @Test
  void aWordOnTheSameLineDoesNotMakeARandomTextAHash() {
    assertThat(
            RULE.check(Examples.file("a.conf", "commit with the digest key " + drawn(40) + "\n")))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "dbPassword",
        "DATABASE_PASSWD",
        "REDIS_PWD",
        "SMTP_PASS",
        "passphrase",
        "clientSecret",
        "JWT_SECRET",
        "exchange.apiSecret",
        "access_token",
        "botToken",
        "API_KEY",
        "x-api-key",
        "secretAccessKey",
        "BINANCE_SECRET_KEY",
        "signing-key",
        "accountKey",
        "master_key",
        "LICENSE_KEY",
        "sharedKey",
        "RABBITMQ_ERLANG_COOKIE",
        "wallet.mnemonic",
        "credentials",
        "requirepass",
      })
  void aNameMakesAShortTextACredential(String name) {
    assertThat(RULE.check(config(name, "hunter2"))).hasSize(1);
    assertThat(RULE.check(config(name, "@hunter2"))).hasSize(1);
    assertThat(RULE.check(config("any.yaml", YamlWriter.write(Fields.of(name, "hunter2")))))
        .hasSize(1);
    assertThat(RULE.check(Examples.file("scripts/a.sh", "%s=hunter2\n".formatted(name))))
        .hasSize(1);
    assertThat(RULE.check(config(name, "${VALUE}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordFile",
        "tokenTTL",
        "secretName",
        "secretKeyRef",
        "existingSecret",
        "tlsKeyFile",
        "key",
        "primaryKey",
        "cookie",
        "max_tokens_per_minute",
        "authMount",
      })
  void otherNamesDoNot(String name) {
    assertThat(RULE.check(config(name, "hunter2"))).isEmpty();
  }

  /** A credential in any object and any file of the real platform is found, whoever drew it. */
  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void nothingThatIsWrittenIsLeftOut(JudgedEnvironment rendered) {
    String credential = "hv·s.".replace("·", "") + drawn(90);
    for (Manifest manifest : rendered.manifests()) {
      Map<String, Object> tree = new LinkedHashMap<>(manifest.tree());
      tree.put("leaked", credential);
      Manifest leaking = new Manifest(manifest.path(), manifest.component(), tree);
      assertThat(RULE.check(Examples.rendered(List.of(leaking)))).as(manifest.path()).hasSize(1);
    }
    List<OutputFile> natives =
        rendered.files().stream().filter(file -> file.object().isEmpty()).toList();
    assertThat(natives).hasSizeGreaterThan(25);
    for (OutputFile file : natives) {
      NativeFile leaking =
          new NativeFile(file.path(), file.component(), file.text() + credential + "\n");
      // What the inventory says follows from the other files, and is written after them.
      assertThat(RULE.check(Examples.rendered().with(leaking)))
          .as(file.path())
          .hasSize(file.path().equals("inventory.json") ? 0 : 1);
    }
  }
}
