package com.xtrading.platform.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds what running operators made of an environment against what the plan says they make. */
public final class MadeByOperators {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MadeByOperators() {}

  /**
   * @param args the name of the environment, and a file with {@code planned} and {@code made}, as
   *     the trial on a control plane writes it
   */
  @SuppressWarnings("unchecked")
  public static void main(String[] args) throws IOException {
    JsonNode trial = JSON.readTree(Path.of(args[1]).toFile());
    List<Manifest> planned = new ArrayList<>();
    List<Manifest> made = new ArrayList<>();
    trial
        .get("planned")
        .forEach(one -> planned.add(new Manifest("", "", JSON.convertValue(one, Map.class))));
    trial
        .get("made")
        .forEach(one -> made.add(new Manifest("", "", JSON.convertValue(one, Map.class))));
    made.removeIf(MadeComparison::isLeftOut);
    List<String> differences = MadeComparison.differences(made, planned);
    differences.forEach(one -> System.out.println("WRONG " + args[0] + ": " + one));
    if (differences.isEmpty()) {
      System.out.printf(
          "%s: the %d objects that operators made are as the plan has them%n",
          args[0], made.size());
    }
    System.exit(differences.isEmpty() ? 0 : 1);
  }
}
