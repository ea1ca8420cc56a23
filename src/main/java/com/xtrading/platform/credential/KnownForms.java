package com.xtrading.platform.credential;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys and tokens that say themselves what they are, by the form that their issuer gives them
 * (gitleaks 8, config/gitleaks.toml).
 */
public final class KnownForms {

  /**
   * One form.
   *
   * @param anchor a part that every text of the form has, for a cheap look
   */
  private record Form(String kind, String anchor, Pattern pattern) {}

  /** No form has fewer characters; a token of Slack may have so few. */
  private static final int SHORTEST = 15;

  private static final String NOT_INSIDE = "(?<![A-Za-z0-9])";

  private static final List<Form> FORMS =
      Stream.of(
              // Clouds.
              form("an AWS access key", "AKIA", "AKIA[A-Z0-9]{16}"),
              form("an AWS access key", "ASIA", "ASIA[A-Z0-9]{16}"),
              form("an AWS access key", "ABIA", "ABIA[A-Z0-9]{16}"),
              form("an AWS access key", "ACCA", "ACCA[A-Z0-9]{16}"),
              form("an AWS Bedrock key", "ABSK", "ABSK[A-Za-z0-9+/]{100,}"),
              form("a Google API key", "AIza", "AIza[\\w-]{35}"),
              form("a Google access token", "ya29.", "ya29\\.[\\w-]{20,}"),
              form("a Google client secret", "GOCSPX-", "GOCSPX-[\\w-]{20,}"),
              form("an Azure client secret", "Q~", "[\\w~.]{3}\\dQ~[\\w~.-]{31,34}"),
              form("an Azure storage key", "AccountKey=", "AccountKey=[A-Za-z0-9+/]{40,}={0,2}"),
              form("an Azure signature", "sig=", "(?<=[?&])sig=[A-Za-z0-9%+/]{40,}"),
              form("an Alibaba access key", "LTAI", "LTAI[A-Za-z0-9]{17,24}"),
              form("a DigitalOcean token", "_v1_", "do[opr]_v1_[a-f0-9]{64}"),
              form("a Cloudflare origin key", "v1.0-", "v1\\.0-[a-f0-9]{24}-[a-f0-9]{100,}"),
              form("a Heroku key", "HRKU-", "HRKU-[\\w-]{36,}"),
              form("a Fly token", "fo1_", "fo1_[\\w-]{43}"),
              form("a Fly token", "fm2_", "fm2_[A-Za-z0-9+/]{100,}"),
              // Where secrets, infrastructure and people are kept.
              form("a Vault token", "hv", "hv[sbr]\\.[A-Za-z0-9_-]{24,}"),
              form("a Vault token", "s.", "s\\.(?=[a-zA-Z]*\\d)[A-Za-z0-9]{24}(?![\\w.-])"),
              form("a Terraform token", "atlasv1", "[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,}"),
              form("a Pulumi token", "pul-", "pul-[a-f0-9]{40}"),
              form("a Doppler token", "dp.", "dp\\.(?:pt|st|ct|sa)\\.[\\w.]{40,}"),
              form("a 1Password token", "ops_", "ops_eyJ[A-Za-z0-9+/]{100,}"),
              form("a 1Password key", "A3-", "A3-[A-Z0-9]{6}(?:-[A-Z0-9]{5,11}){4,5}"),
              form("an OpenShift token", "sha256~", "sha256~[\\w-]{43}"),
              form("a key of age", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1[A-Z0-9]{58}"),
              form("a key of PuTTY", "PuTTY-User-Key", "PuTTY-User-Key-File-\\d"),
              // Source code, packages and images.
              form("a GitHub token", "gh", "gh[pousr]_[A-Za-z0-9]{36,}"),
              form("a GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{22,}"),
              form(
                  "a GitLab token",
                  "gl",
                  "gl(?:pat|dt|ft|rt|cbt|ptt|imt|agent|oas|soat|ffct|rtr)-[\\w.-]{20,}"),
              form("a GitLab token", "GR1348941", "GR1348941[\\w-]{20}"),
              form("an Atlassian token", "ATATT3", "ATATT3[\\w=-]{100,}"),
              form("an npm token", "npm_", "npm_[A-Za-z0-9]{36}"),
              form("a PyPI token", "pypi-", "pypi-AgE[\\w-]{50,}"),
              form("a RubyGems token", "rubygems_", "rubygems_[a-f0-9]{48}"),
              form("a crates.io token", "cio", "cio[A-Za-z0-9]{32}(?![A-Za-z0-9])"),
              form("a Docker token", "dckr_", "dckr_(?:pat|oat)_[\\w-]{20,}"),
              form("an Artifactory key", "AKCp", "AKCp[A-Za-z0-9]{69}"),
              form("an Artifactory token", "cmVmd", "cmVmd[A-Za-z0-9]{59}"),
              // Messages and alarms.
              form("a Slack token", "xox", "xox[abeoprs]-[A-Za-z0-9-]{10,}"),
              form("a Slack token", "xapp-", "xapp-\\d-[A-Za-z0-9-]{20,}"),
              form(
                  "a Slack webhook",
                  "hooks.slack.com",
                  "hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,}"),
              form(
                  "a Teams webhook",
                  "webhook.office.com",
                  "webhook\\.office\\.com/webhookb2/[\\w@-]+/IncomingWebhook/[\\w/-]{30,}"),
              form("a Discord webhook", "api/webhooks/", "api/webhooks/\\d{15,}/[\\w-]{60,}"),
              form("a Telegram token", ":A", "\\d{5,16}:A[A-Za-z0-9_-]{34}(?![\\w-])"),
              form("a SendGrid key", "SG.", "SG\\.[\\w-]{20,24}\\.[\\w-]{39,50}"),
              form("a Mailgun key", "key-", "key-[a-f0-9]{32}(?![a-f0-9])"),
              form("a Sendinblue key", "xkeysib-", "xkeysib-[a-f0-9]{64}-\\w{16}"),
              form("a Twilio key", "SK", "SK[0-9a-f]{32}(?![0-9a-f])"),
              // Watching and data.
              form("a Grafana token", "gl", "gl(?:sa_[A-Za-z0-9]{32}_|c_[A-Za-z0-9+/]{32,})"),
              form("a Grafana key", "eyJrIjoi", "eyJrIjoi[A-Za-z0-9]{60,}"),
              form("a New Relic key", "NR", "NR(?:AK|JS|II|AA|RA)-[A-Za-z0-9-]{19,}"),
              form("a Sentry token", "sntry", "sntry[su]_[A-Za-z0-9+/=_]{40,}"),
              form("a Databricks token", "dapi", "dapi[a-f0-9]{32}"),
              form("a Dynatrace token", "dt0", "dt0c01\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
              form("a PlanetScale key", "pscale_", "pscale_(?:tkn|oauth|pw)_[\\w=.-]{32,}"),
              form("a Postman key", "PMAK-", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
              // Money.
              form("a Stripe key", "k_", "[sr]k_(?:test|live|prod)_[A-Za-z0-9]{10,}"),
              form("a Stripe webhook key", "whsec_", "whsec_[A-Za-z0-9+/=]{24,}"),
              form("a Square key", "sq0", "sq0(?:atp|csp|idp)-[\\w-]{22,}"),
              form("a Shopify token", "shp", "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
              // Language models.
              form("an OpenAI key", "T3BlbkFJ", "sk-[\\w-]*T3BlbkFJ[\\w-]{20,}"),
              form("an Anthropic key", "sk-ant-", "sk-ant-[a-z]+\\d+-[\\w-]{40,}"),
              form("a Hugging Face token", "hf_", "hf_[A-Za-z]{34}(?![A-Za-z])"),
              // Everywhere.
              form("a JSON web token", "eyJ", "eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}"),
              form("a hash of a password", "$2", "\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}"),
              form("a hash of a password", "$", "\\$(?:[156y]|apr1)\\$[./A-Za-z0-9$=,]{20,}"),
              form("a hash of a password", "$argon2", "\\$argon2(?:id|i|d)\\$[\\w$=,+/.]{40,}"),
              form(
                  "a hash of a password",
                  "SCRAM-SHA-256$",
                  "SCRAM-SHA-256\\$\\d+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=:]{60,}"))
          .toList();

  private static final int ASCII = 128;

  /** The two characters with which an anchor may begin; most lines have none of these pairs. */
  private static final BitSet BEGINNINGS = beginnings();

  private KnownForms() {}

  /** The first form that a line holds, with enough of it to find it again. */
  public static Optional<String> in(String line) {
    if (line.length() < SHORTEST || !hasBeginning(line)) {
      return Optional.empty();
    }
    for (Form form : FORMS) {
      if (line.contains(form.anchor())) {
        Matcher found = form.pattern().matcher(line);
        if (found.find()) {
          return Optional.of(form.kind() + " " + LiteralValue.masked(found.group()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasBeginning(String line) {
    for (int i = 1; i < line.length(); i++) {
      char first = line.charAt(i - 1);
      char second = line.charAt(i);
      if (first < ASCII && second < ASCII && BEGINNINGS.get(first * ASCII + second)) {
        return true;
      }
    }
    return false;
  }

  private static BitSet beginnings() {
    BitSet pairs = new BitSet(ASCII * ASCII);
    for (Form form : FORMS) {
      int first = form.anchor().charAt(0) * ASCII;
      if (form.anchor().length() == 1) {
        pairs.set(first, first + ASCII); // every form goes on in ASCII
      } else {
        pairs.set(first + form.anchor().charAt(1));
      }
    }
    return pairs;
  }

  /** What the forms are called. */
  public static Set<String> kinds() {
    return FORMS.stream().map(Form::kind).collect(Collectors.toUnmodifiableSet());
  }

  private static Form form(String kind, String anchor, String expression) {
    return new Form(kind, anchor, Pattern.compile(NOT_INSIDE + expression));
  }
}
