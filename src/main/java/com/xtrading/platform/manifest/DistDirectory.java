package com.xtrading.platform.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder {@code dist/}: writes whole files only, removes what an earlier run wrote and this one
 * does not, and leaves alone what is not ours.
 */
public final class DistDirectory {

  private final Path root;
  private final Disk disk;

  private DistDirectory(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /** The folder at a path, which need not be there yet. */
  public static DistDirectory at(Path root) {
    return at(root, new Disk());
  }

  static DistDirectory at(Path root, Disk disk) {
    return new DistDirectory(root, disk);
  }

  /**
   * Writes environments, all or none of them. An earlier run that was stopped is completed first.
   *
   * @param environments the files of each, its inventory among them
   * @return what was done, in the order of the names
   * @throws DistException when it cannot be done; the folder is then as before, or the next run
   *     completes it
   */
  public List<WriteOutcome> write(SortedMap<String, List<OutputFile>> environments) {
    try {
      PlainPath.requireFolder(root);
      try (DistLock held = DistLock.of(root.resolve(Journal.FOLDER))) {
        return write(new Journal(root, disk), environments);
      }
    } catch (IOException e) {
      throw cannotWrite(e, "nothing was changed; check its permissions and the space on the disk");
    }
  }

  /** Runs under the lock, and cleans up under it when it fails. */
  private List<WriteOutcome> write(
      Journal journal, SortedMap<String, List<OutputFile>> environments) {
    try {
      journal.recover();
      return commit(journal, environments);
    } catch (IOException e) {
      if (journal.isUnfinished()) {
        throw cannotWrite(e, "every file is whole; put it right and run synth again");
      }
      try {
        journal.discard();
      } catch (IOException leftOver) {
        e.addSuppressed(leftOver); // the next run discards it
      }
      throw cannotWrite(e, "nothing was changed; check its permissions and the space on the disk");
    }
  }

  private DistException cannotWrite(IOException cause, String change) {
    return new DistException(root, "cannot be written (%s)".formatted(IoReasons.of(cause)), change);
  }

  private static DistException cannotRead(Path place, IOException cause) {
    return new DistException(
        place, "cannot be read (%s)".formatted(IoReasons.of(cause)), "check its permissions");
  }

  private List<WriteOutcome> commit(Journal journal, Map<String, List<OutputFile>> environments)
      throws IOException {
    List<WritePlan> plans = new ArrayList<>();
    for (Map.Entry<String, List<OutputFile>> environment : environments.entrySet()) {
      plans.add(plan(environment.getKey(), environment.getValue(), true));
    }
    SortedMap<String, byte[]> written = new TreeMap<>();
    List<String> removed = new ArrayList<>();
    for (WritePlan plan : plans) {
      Stream.concat(plan.missing().stream(), plan.changed().stream())
          .forEach(path -> written.put(plan.environment() + "/" + path, plan.content().get(path)));
      plan.stale().forEach(path -> removed.add(plan.environment() + "/" + path));
    }
    if (!written.isEmpty() || !removed.isEmpty()) {
      Stream.concat(written.keySet().stream(), removed.stream()).forEach(this::requireWritable);
      journal.commit(written, removed);
    }
    return plans.stream().map(WritePlan::outcome).toList();
  }

  /**
   * Compares an environment with what synthesis would write.
   *
   * @throws DistException when the folder cannot be read
   */
  public List<FileDifference> verify(String environment, List<OutputFile> files) {
    try {
      WritePlan plan = plan(environment, files, false);
      List<FileDifference> differences = new ArrayList<>();
      if (new Journal(root, disk).hasLeftovers()) {
        differences.add(
            new FileDifference(name(Journal.FOLDER), FileDifference.Kind.UNFINISHED, ""));
      }
      String folder = name(environment) + "/";
      all(folder, plan.missing(), FileDifference.Kind.MISSING).forEach(differences::add);
      for (String path : plan.changed()) {
        byte[] there = Files.readAllBytes(root.resolve(environment).resolve(path));
        differences.add(
            new FileDifference(
                folder + path,
                FileDifference.Kind.CHANGED,
                FirstDifference.of(there, plan.content().get(path))));
      }
      all(folder, plan.stale(), FileDifference.Kind.STALE).forEach(differences::add);
      all(folder, plan.foreign(), FileDifference.Kind.FOREIGN).forEach(differences::add);
      return differences;
    } catch (IOException e) {
      throw cannotRead(root, e);
    }
  }

  private static Stream<FileDifference> all(
      String folder, Collection<String> paths, FileDifference.Kind kind) {
    return paths.stream().map(path -> new FileDifference(folder + path, kind, ""));
  }

  /** Where an environment lies, if it is there. */
  public Path folder(String environment) {
    return root.resolve(environment);
  }

  /** Whether there is an environment of the name, with its inventory. */
  public boolean holds(String environment) {
    return Files.isRegularFile(root.resolve(environment).resolve(Inventory.FILE));
  }

  /**
   * The Kubernetes objects of some kinds as they lie there; none where there is no such
   * environment. A damaged file, of which nobody knows what it said, is passed over: {@link
   * #verify} shows it.
   *
   * @param known the object that the text of a file says, where somebody knows it already
   * @throws DistException when a file cannot be read
   */
  public List<Manifest> manifests(
      String environment,
      Set<GroupKind> kinds,
      BiFunction<String, String, Optional<Manifest>> known) {
    Set<String> names = kinds.stream().map(GroupKind::kind).collect(Collectors.toSet());
    Path folder = root.resolve(environment);
    try {
      List<Manifest> manifests = new ArrayList<>();
      for (String path : inventory(folder, false).paths()) {
        Path file = folder.resolve(path);
        if (names.contains(ManifestFiles.kindOf(path)) && Files.isRegularFile(file)) {
          String text = Files.readString(file);
          known
              .apply(path, text)
              .or(() -> ManifestFiles.read(path, text))
              .filter(manifest -> kinds.contains(manifest.groupKind()))
              .ifPresent(manifests::add);
        }
      }
      return manifests;
    } catch (IOException e) {
      throw cannotRead(folder, e);
    }
  }

  /**
   * The digest of all files of an environment, as {@link FilesDigest#of} has it for files that are
   * to be; empty where they cannot be read, or where a run did not finish.
   */
  public Optional<String> digest(String environment) {
    Path folder = root.resolve(environment);
    try {
      if (Files.exists(root.resolve(Journal.FOLDER), LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      FilesDigest digest = new FilesDigest();
      for (String path : filesIn(folder)) {
        digest.add(path, Files.readAllBytes(folder.resolve(path)));
      }
      return Optional.of(digest.hex());
    } catch (IOException | DistException e) {
      return Optional.empty(); // whoever writes says why
    }
  }

  /**
   * What lies in {@code dist/} and belongs to no environment of the given names; it is never
   * deleted.
   */
  public List<Path> unknownEnvironments(Set<String> names) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .map(Path::getFileName)
          .filter(
              entry ->
                  !names.contains(entry.toString()) && !entry.toString().equals(Journal.FOLDER))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw cannotRead(root, e);
    }
  }

  /**
   * @param strict whether a damaged inventory is an error; a comparison shows it as a changed file
   *     instead
   */
  private WritePlan plan(String environment, Collection<OutputFile> files, boolean strict)
      throws IOException {
    Path folder = root.resolve(environment);
    SortedMap<String, byte[]> content = FileContents.of(files);
    SortedSet<String> there = filesIn(folder);
    Inventory before = inventory(folder, strict);
    SortedSet<String> missing = new TreeSet<>();
    SortedSet<String> changed = new TreeSet<>();
    for (Map.Entry<String, byte[]> file : content.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!there.contains(file.getKey())) {
        requireRoom(folder, path);
        missing.add(file.getKey());
      } else if (!Arrays.equals(Files.readAllBytes(path), file.getValue())) {
        changed.add(file.getKey());
      }
    }
    SortedSet<String> stale = new TreeSet<>();
    SortedSet<String> foreign = new TreeSet<>();
    for (String path : there) {
      if (!content.containsKey(path)) {
        (before.paths().contains(path) ? stale : foreign).add(path);
      }
    }
    return new WritePlan(environment, content, missing, changed, stale, foreign);
  }

  private static Inventory inventory(Path folder, boolean strict) throws IOException {
    Path file = folder.resolve(Inventory.FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Inventory.empty();
    }
    try {
      return Inventory.read(file, Files.readAllBytes(file));
    } catch (DistException damaged) {
      if (strict) {
        throw damaged;
      }
      return Inventory.empty();
    }
  }

  /** A folder that cannot be written is found before anything is decided. */
  private void requireWritable(String path) {
    Path existing = root.resolve(path).getParent();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      throw new DistException(
          existing, "cannot be written", "check its permissions; nothing was changed");
    }
  }

  /**
   * No file may be where a folder must be, nor a folder where a file must be; links lead out of
   * dist/.
   */
  private void requireRoom(Path folder, Path path) {
    PlainPath.requireFile(path);
    for (Path parent = path.getParent();
        !parent.equals(folder.getParent());
        parent = parent.getParent()) {
      PlainPath.requireFolder(parent);
    }
  }

  /** Everything below the folder that is not a folder, links included. */
  private static SortedSet<String> filesIn(Path folder) throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      for (Path path : everythingIn(folder)) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          PlainPath.requireFile(path);
          paths.add(folder.relativize(path).toString().replace('\\', '/'));
        }
      }
    }
    PlainPath.requireFolder(folder);
    return paths;
  }

  private static List<Path> everythingIn(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String name(String path) {
    return root.getFileName() + "/" + path;
  }
}
