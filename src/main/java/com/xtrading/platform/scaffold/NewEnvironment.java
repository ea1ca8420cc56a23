package com.xtrading.platform.scaffold;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An environment like another one: its file under another name, with what must be its own. */
public final class NewEnvironment {

  /** What a line says before a comment; a {@code #} begins one after a blank. */
  private static final Pattern LINE = Pattern.compile("(?m)^([^#\n]|(?<=\\S)#)*");

  private static final Pattern KEY = Pattern.compile("(publicKey: *)[A-Za-z0-9+/=]+");

  /** Argo CD runs in one cluster. */
  private static final Pattern HUB = Pattern.compile("(?m)^( +hub: *)true(?=\\s)");

  private final String name;
  private final Environment like;

  /**
   * @throws UserError when it is no name of an environment
   */
  public NewEnvironment(String name, Environment like) {
    new KubernetesName(name);
    this.name = name;
    this.like = like;
  }

  /**
   * The new file: comments stay, each word that names the other environment names this one, keys of
   * tokens are new, and the hub stays where it is.
   */
  public Change in(Path project) {
    String path = "environments/%s.yaml".formatted(name);
    if (Files.exists(project.resolve(path))) {
      throw new UserError("%s is there already".formatted(path), "choose another name");
    }
    String text = Change.read(project, "environments/%s.yaml".formatted(like.name()));
    String old = like.name().value();
    Pattern word = Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(old) + "(?![A-Za-z0-9])");
    String named =
        LINE.matcher(text)
            .replaceAll(
                line -> Matcher.quoteReplacement(word.matcher(line.group()).replaceAll(name)));
    named = own(named, "domain", like.domain().value(), name + "." + like.domain());
    named = own(named, "namespace", like.namespace().value(), like.namespace() + "-" + name);
    named = HUB.matcher(named).replaceAll("$1false");
    named = KEY.matcher(named).replaceAll(NewEnvironment::withKey);
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(path, named);
    return new Change(texts);
  }

  /** Where the old value has no word that could be replaced, the name is added. */
  private static String own(String text, String key, String old, String own) {
    return Pattern.compile("(?m)^(%s: *)%s(?=\\s)".formatted(key, Pattern.quote(old)))
        .matcher(text)
        .replaceFirst("$1" + Matcher.quoteReplacement(own));
  }

  /** A key that nobody can sign with: what signs is made where tokens are issued. */
  private static String withKey(MatchResult found) {
    try {
      byte[] key =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
      return Matcher.quoteReplacement(found.group(1) + Base64.getEncoder().encodeToString(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java since 15 has it
    }
  }

  /** What a person must decide, or do, after it is written. */
  public List<String> open() {
    return List.of(
        "the addresses of its cluster: they are those of %s below cluster.network, cluster.storage, vault, edge, identity and logging"
            .formatted(like.name()),
        "the key of its tokens: edge.tokenKeys has one that nobody can sign with, docs/how-to/replace-a-token-key.md",
        "in what it may differ from others: EnvironmentDifferences",
        "its secrets in Vault, and Argo CD in its cluster: docs/how-to/bootstrap-argo-cd.md");
  }
}
