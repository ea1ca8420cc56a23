package com.xtrading.platform.synthesis;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentIdentities;
import com.xtrading.platform.environment.file.EnvironmentLoader;
import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.manifest.FilesDigest;
import com.xtrading.platform.manifest.WriteOutcome;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What of the last run still stands, so that nobody draws what would be written as it lies there.
 *
 * <p>It is kept for each environment below {@code target/}: digests of everything that its folder
 * follows from (the program, the day, its file, what belongs to the other environments), and of the
 * folder as it was rendered. A record that cannot be read, or is of another form, is none. A run
 * that had something to say is not kept: the next one says it again.
 */
public final class LastRun {

  /** Another one where records mean something else. */
  private static final String FORM = "1";

  private final Path folder;
  private final Path environments;
  private final OutputFolder output;
  private final Supplier<Optional<String>> program;
  private final LocalDate today;
  private final boolean redraw;
  private final Optional<Inputs> before;

  /**
   * What every environment follows from.
   *
   * @param files the digests of environment files, by the names of their environments
   */
  private record Inputs(String program, String day, SortedMap<String, String> files) {}

  /**
   * Looks at what a run follows from, before anything of it is read.
   *
   * @param project the folder with {@code target/}
   * @param environments the folder of the environment files
   * @param output where environments are written to
   * @param program tells programs apart that declare or render something else; where it is empty,
   *     nothing stands and nothing is kept
   * @param today the day against which waivers expire
   * @param redraw whether nothing may stand, whatever is known
   */
  public LastRun(
      Path project,
      Path environments,
      OutputFolder output,
      Supplier<Optional<String>> program,
      LocalDate today,
      boolean redraw) {
    this.folder = project.resolve("target").resolve("last-run");
    this.environments = environments;
    this.output = output;
    this.program = program;
    this.today = today;
    this.redraw = redraw;
    this.before = inputs();
  }

  /**
   * The environments of some names, or all, where every one of them stands and there is nothing
   * else to say.
   */
  public Optional<Collection<WrittenEnvironment>> whole(Collection<String> names) {
    if (redraw || before.isEmpty()) {
      return Optional.empty();
    }
    Set<String> all = before.get().files().keySet();
    if (names.isEmpty() && !output.strangers(all).isEmpty()) {
      return Optional.empty();
    }
    String others = allFiles(before.get());
    List<WrittenEnvironment> standing = new ArrayList<>();
    for (String name : names.isEmpty() ? all : new TreeSet<>(names)) {
      Optional<WrittenEnvironment> one = standing(name, "files", others);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      standing.add(one.get());
    }
    return standing.isEmpty() ? Optional.empty() : Optional.of(standing);
  }

  /**
   * Those of the chosen environments that stand, by name: of the files of others, only what belongs
   * to them counts.
   */
  public SortedMap<String, WrittenEnvironment> among(EnvironmentSelection selection) {
    String identities = identities(selection);
    SortedMap<String, WrittenEnvironment> standing = new TreeMap<>();
    for (Environment environment : selection.chosen()) {
      standing(environment.name().value(), "identities", identities)
          .ifPresent(one -> standing.put(one.name(), one));
    }
    return standing;
  }

  private Optional<WrittenEnvironment> standing(String name, String others, String digest) {
    if (redraw || before.isEmpty() || !before.get().files().containsKey(name)) {
      return Optional.empty();
    }
    Inputs now = before.get();
    Properties record = read(name);
    boolean same =
        FORM.equals(record.getProperty("form"))
            && now.program().equals(record.getProperty("program"))
            && now.day().equals(record.getProperty("day"))
            && now.files().get(name).equals(record.getProperty("file"))
            && digest.equals(record.getProperty(others));
    return same && output.files().digest(name).equals(Optional.of(record.getProperty("output", "")))
        ? Optional.of(unchanged(name, record))
        : Optional.empty();
  }

  private WrittenEnvironment unchanged(String name, Properties record) {
    return new WrittenEnvironment(
        output.folder(name),
        Integer.parseInt(record.getProperty("objects")),
        Integer.parseInt(record.getProperty("others")),
        new WriteOutcome(name, 0, 0, List.of()));
  }

  /**
   * Keeps what was written, and what stood, for the next run, unless something that it follows from
   * changed meanwhile, or people were told something about it.
   *
   * @param rendered what was drawn of it
   * @param told the environments that people were told something about
   * @param written all of it, by name
   */
  public void keep(
      EnvironmentSelection selection,
      Collection<EnvironmentOutput> rendered,
      Set<String> told,
      SortedMap<String, WrittenEnvironment> written) {
    if (before.isEmpty() || !before.equals(inputs()) || !selection.problems().isEmpty()) {
      written.keySet().forEach(this::forget);
      return;
    }
    String identities = identities(selection);
    String files = allFiles(before.get());
    SortedMap<String, Properties> records = new TreeMap<>();
    written.keySet().forEach(name -> records.put(name, read(name)));
    for (EnvironmentOutput one : rendered) {
      WrittenEnvironment now = written.get(one.name());
      if (!told.contains(one.name()) && now.warnings().isEmpty()) {
        records.put(one.name(), record(one, now, identities));
      } else {
        records.remove(one.name());
        forget(one.name());
      }
    }
    records.forEach(
        (name, record) -> {
          record.setProperty("files", files);
          store(name, record);
        });
  }

  private Properties record(EnvironmentOutput one, WrittenEnvironment written, String identities) {
    Inputs now = before.orElseThrow();
    Properties record = new Properties();
    record.setProperty("form", FORM);
    record.setProperty("program", now.program());
    record.setProperty("day", now.day());
    record.setProperty("file", now.files().getOrDefault(one.name(), ""));
    record.setProperty("identities", identities);
    record.setProperty("output", FilesDigest.of(one.files()));
    record.setProperty("objects", Integer.toString(written.objects()));
    record.setProperty("others", Integer.toString(written.otherFiles()));
    return record;
  }

  private void store(String name, Properties record) {
    try {
      Files.createDirectories(folder);
      Path half = folder.resolve(name + ".part");
      Files.deleteIfExists(half); // and not what a link leads to
      try (Writer file = Files.newBufferedWriter(half, StandardOpenOption.CREATE_NEW)) {
        record.store(file, null);
      }
      Files.move(half, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      forget(name);
    }
  }

  private void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      // What lies there says of another run what is true; where it does not, a digest differs.
    }
  }

  private Properties read(String name) {
    Properties record = new Properties();
    Path file = file(name);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (Reader text = Files.newBufferedReader(file)) {
        record.load(text);
      } catch (IOException | IllegalArgumentException e) {
        record.clear();
      }
    }
    return record;
  }

  private Path file(String name) {
    return folder.resolve(name + ".properties");
  }

  private Optional<Inputs> inputs() {
    try {
      SortedMap<String, String> files = new TreeMap<>();
      for (Path path : EnvironmentLoader.files(environments)) {
        String file = path.getFileName().toString();
        String name = file.substring(0, file.lastIndexOf('.'));
        if (files.put(name, new FilesDigest().add(file, Files.readAllBytes(path)).hex()) != null) {
          return Optional.empty(); // two files of one name: whoever reads them says so
        }
      }
      return program.get().map(digest -> new Inputs(digest, today.toString(), files));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String allFiles(Inputs now) {
    FilesDigest digest = new FilesDigest();
    now.files().forEach(digest::add);
    return digest.hex();
  }

  private static String identities(EnvironmentSelection selection) {
    FilesDigest digest = new FilesDigest();
    new TreeMap<>(EnvironmentIdentities.of(selection.all()).byEnvironment())
        .forEach((name, own) -> digest.add(name, new TreeSet<>(own).toString()));
    return digest.hex();
  }
}
