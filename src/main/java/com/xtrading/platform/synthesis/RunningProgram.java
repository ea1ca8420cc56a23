package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.FilesDigest;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything of the running program that what it writes may follow from: its classes and resources
 * by their content, its libraries by place, size and time (released ones never change), Java, the
 * Node.js that would draw, and the settings of both in the environment of the process.
 *
 * @param classpath folders and archives
 * @param variables of the process
 */
public record RunningProgram(List<Path> classpath, Map<String, String> variables) {

  /** Variables that Node.js, jsii, cdk8s and the AWS CDK read begin so. */
  private static final List<String> READ = List.of("NODE", "JSII", "CDK", "AWS_");

  /** Folders and archives that this program was loaded from. */
  public static List<Path> path() {
    if (RunningProgram.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs()).map(RunningProgram::place).toList();
    }
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static Path place(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digest of this program; empty where nobody knows what it was loaded from. */
  public static Optional<String> current() {
    try {
      List<Path> classpath = path();
      URI ours = RunningProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return classpath.stream().anyMatch(entry -> isSame(entry, Path.of(ours)))
          ? new RunningProgram(classpath, System.getenv()).digest()
          : Optional.empty();
    } catch (URISyntaxException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** 64 hexadecimal digits; empty where something cannot be read. */
  Optional<String> digest() {
    FilesDigest digest = new FilesDigest();
    digest.add("java", System.getProperty("java.vm.version") + System.getProperty("java.home"));
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (READ.stream().anyMatch(name::startsWith)) {
                digest.add(name, value);
              }
            });
    try {
      for (Path entry : classpath) {
        if (Files.isDirectory(entry)) {
          for (Path file : filesIn(entry)) {
            digest.add(entry.relativize(file).toString(), Files.readAllBytes(file));
          }
        } else if (Files.exists(entry)) {
          digest.add(entry.toString(), look(entry));
        }
      }
      Optional<Path> node = node();
      if (node.isPresent()) {
        digest.add(node.get().toString(), look(node.get()));
      }
      return Optional.of(digest.hex());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The Node.js that jsii would start; where there is none, that is one difference too. */
  private Optional<Path> node() throws IOException {
    String program = variables.getOrDefault("JSII_NODE", "node");
    for (String folder : variables.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder).resolve(program);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return Optional.of(file.toRealPath());
      }
    }
    return Optional.empty();
  }

  private static String look(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.size() + " " + attributes.lastModifiedTime();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
