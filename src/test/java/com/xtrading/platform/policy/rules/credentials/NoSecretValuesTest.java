package com.xtrading.platform.policy.rules.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoSecretValuesTest {

  private final NoSecretValues rule = new NoSecretValues();

  private List<Finding> inFile(String text) {
    return rule.check(Examples.file("config/any.conf", text + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:pass@postgres:5432/pytrading",
        "amqp://user:pass@rabbitmq:5672/",
        "url = redis://:hunter2@redis:6379",
        "password: hunter2",
        "  \"clientSecret\": \"hunter2hunter2\",",
        "PGPASSWORD=hunter2 pg_dump",
        "export API_KEY='abc'",
        "requirepass hunter2",
        "    HTTP_Passwd  hunter2",
        "default_pass = hunter2",
        "db_password := \"hunter2\"",
        "ALTER ROLE app PASSWORD 'hunter2';",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----",
        "key AKIAIOSFODNN7EXAMPLE here",
        "ASIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "a 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 b",
        "x wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY9z y",
        "Authorization: Bearer wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY9z",
        "password: 12345678",
        "{\"user\":\"x\",\"password\":\"hunter2\"}",
      })
  void aCredentialInClearIsFoundInAnyFile(String line) {
    assertThat(inFile("# first line\n" + line)).extracting(Finding::path).containsExactly("line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:${DATABASE_PASSWORD}@postgres:5432/pytrading",
        "postgresql://user:$(DATABASE_PASSWORD)@postgres:5432/pytrading",
        "postgresql://{{ .user }}:{{ .password }}@postgres:5432/pytrading",
        "postgresql://user@postgres:5432/pytrading",
        "https://kubernetes.default.svc:443",
        "password: ${PASSWORD}",
        "password = \"$__file{/etc/secrets/password}\"",
        "client_secret: \"{vault://env/oidc-client-secret}\"",
        "PGPASSWORD=\"$(cat /run/secrets/password)\" pg_dump",
        "export PGPASSWORD=$DATABASE_PASSWORD",
        "    Kube_Token  /var/run/secrets/kubernetes.io/serviceaccount/token",
        "    Kube_Token_TTL  60",
        "password_file: /etc/prometheus/secrets/password",
        "bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token",
        "POSTGRES_PASSWORD_FILE=/run/secrets/password",
        "automountServiceAccountToken: false",
        "token: the service account reads it from the file",
        "token_ttl = \"1h\"",
        "path \"secret/data/pytrading/postgres\" {",
        "sum by (secret) (kube_secret_info{namespace=\"x\", secret=\"y\"})",
        "increase(vault_token_creation{token_type=\"service\"}[5m]) > 0",
        "if [ \"$TOKEN\" = \"x\" ]; then",
        "password: \"{{ lookup('hashi_vault', 'secret/data/x') }}\"",
        "password = config.database.password",
        "echo ${{ secrets.DOCKER_PASSWORD }} | docker login --password-stdin",
        "image: ghcr.io/shop/web:1@sha256:"
            + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8",
        "\"Fn::GetAtt\": [\"BackupBucketReplicationRoleDefaultPolicy7F3A9C1D\", \"Arn\"]",
        "/var/run/secrets/kubernetes.io/serviceaccount/namespace/of/this/pod",
        "kube_horizontalpodautoscaler_status_desired_replicas_with_long_name",
        "pytrading-prod-strategy-service-allow-from-gateway-and-monitoring",
        "CREATE ROLE app PASSWORD :'app_password';",
        "annotations: checksum/config: "
            + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "\"aws:SecureTransport\": \"false\"",
        "maxTokens: 5",
        "id-token: write",
        "{automountServiceAccountToken: false}",
        "\"automountServiceAccountToken\":false}",
        "jq '{token: .auth.client_token}'",
        ": \"${REDIS_PASSWORD:?must be set}\"",
        "curl -H \"X-Vault-Token: $VAULT_TOKEN\"",
        "password=\"$(cat \"$PASSWORD_FILE\")\"",
        "object.spec.automountServiceAccountToken == false",
        "token: 3600",
      })
  void referencesPathsNamesAndHashesAreNoCredentials(String line) {
    assertThat(inFile(line)).isEmpty();
  }

  @Test
  void ordinaryObjectsAreAccepted() {
    String text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          annotations:
            checksum/config: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        spec:
          template:
            spec:
              automountServiceAccountToken: false
              imagePullSecrets: [{name: registry-token}]
              containers:
                - name: web
                  env:
                    - name: DATABASE_PASSWORD
                      valueFrom: {secretKeyRef: {name: web-database, key: password}}
                    - {name: DATABASE_PASSWORD_FILE, value: /run/secrets/password}
                    - {name: DSN, value: "postgresql://web:$(DATABASE_PASSWORD)@postgres/web"}
                    - {name: REDIS_PASSWORD, value: ""}
              volumes:
                - name: identity
                  projected:
                    sources:
                      - serviceAccountToken: {path: token, audience: vault, expirationSeconds: 600}
                - name: database-secret
                  secret: {secretName: web-database}
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: web-database}
        spec:
          secretStoreRef: {kind: ClusterSecretStore, name: vault}
          target:
            name: web-database
            template: {data: {password: "{{ .password }}"}}
          data:
            - secretKey: DATABASE_PASSWORD
              remoteRef: {key: pytrading/web/database-password, property: password}
        ---
        apiVersion: external-secrets.io/v1
        kind: ClusterSecretStore
        metadata: {name: vault}
        spec:
          provider:
            vault:
              server: https://vault.vault.svc:8200
              path: secret
              auth:
                kubernetes:
                  mountPath: kubernetes
                  serviceAccountRef: {name: external-secrets}
                tokenSecretRef: {name: vault, key: token}
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: postgres}
        spec:
          superuserSecret: {name: postgres-superuser}
          managed: {roles: [{name: web, passwordSecret: {name: web-database}}]}
          certificates: {serverTLSSecret: postgres-server-tls, clientCASecret: postgres-ca}
          backup:
            barmanObjectStore:
              s3Credentials:
                accessKeyId: {name: backup, key: ACCESS_KEY_ID}
                secretAccessKey: {name: backup, key: SECRET_ACCESS_KEY}
        ---
        apiVersion: keda.sh/v1alpha1
        kind: TriggerAuthentication
        metadata: {name: rabbitmq}
        spec:
          secretTargetRef: [{parameter: password, name: rabbitmq, key: password}]
        ---
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: {name: web}
        spec:
          secretName: web-tls
          privateKey: {rotationPolicy: Always, algorithm: ECDSA}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: grafana}
        spec:
          source:
            targetRevision: 08c6903cd8c0fde910a37f88322edcfb5dd907a8
            helm: {valuesObject: {admin: {existingSecret: grafana-admin, passwordKey: password}}}
        """;
    assertThat(rule.check(Examples.rendered(text))).isEmpty();
  }

  @Test
  void aLiteralInAnEnvironmentVariableIsFoundByTheNameOfTheVariable() {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
            - name: web
              env:
                - {name: JWT_SECRET, value: your-jwt-secret}
              args: [--token=hunter2hunter2]
        ---
        apiVersion: configuration.konghq.com/v1
        kind: KongPlugin
        metadata: {name: oidc, namespace: shop}
        config: {client_secret: [hunter2], key_names: [apikey]}
        """;
    assertThat(Examples.places(rule, Examples.rendered(text)))
        .containsExactly(
            "Pod shop/web: spec.containers[0].env[0].value",
            "Pod shop/web: spec.containers[0].args[0]",
            "KongPlugin shop/oidc: config.client_secret[0]");
  }

  @Test
  void aMultiLineTextOfAConfigMapIsReadLineByLine() {
    String text =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        data:
          app.conf: |
            [database]
            user = web
            password = hunter2
        """;
    assertThat(Examples.places(rule, Examples.rendered(text)))
        .containsExactly("ConfigMap shop/web: data[\"app.conf\"] line 3");
  }

  @Test
  void certificatesArePublicAndTheirKeysAreNot() {
    String random = "MIIBszCCAVmgAwIBAgIUQ7r0v1Jx9cZk2sYbD8fTq3LmN4owCgYIKoZIzj0EAwIw";
    assertThat(
            inFile("-----BEGIN CERTIFICATE-----\n" + random + "\n-----END CERTIFICATE-----\nend"))
        .isEmpty();
    assertThat(inFile("-----BEGIN EC PRIVATE KEY-----\n" + random)).hasSize(2);
  }

  @Test
  void aMessageNeverShowsTheCredential() {
    assertThat(inFile("password: correct-horse-battery"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.toString()).doesNotContain("horse"));
  }
}
