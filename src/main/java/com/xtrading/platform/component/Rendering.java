package com.xtrading.platform.component;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.ReadmeSection;
import com.xtrading.platform.declaration.ReadmeSection.Chapter;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.kubernetes.Canvas;
import com.xtrading.platform.kubernetes.DrawnKind;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Sheet;
import com.xtrading.platform.manifest.GeneratedHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one component draws on: its sheets and its native files. */
public final class Rendering {

  private final Component component;
  private final Topology topology;
  private final Canvas canvas;
  private final Map<OutputArea, Sheet> sheets = new EnumMap<>(OutputArea.class);
  private final List<NativeFile> files = new ArrayList<>();
  private final List<ReadmeSection> sections = new ArrayList<>();

  Rendering(Component component, Topology topology, Canvas canvas) {
    this.component = component;
    this.topology = topology;
    this.canvas = canvas;
  }

  /** Everything that was declared. */
  public Topology topology() {
    return topology;
  }

  /** The components of the platform, in the order of their declaration. */
  public List<Component> components() {
    return component.platform().components();
  }

  /** Where a rule need not hold, and until when. */
  public List<Waiver> waivers() {
    return component.platform().waivers();
  }

  /** Where the component's own objects are drawn. */
  public Scope scope() {
    return scope(OutputArea.MANIFESTS);
  }

  /** Where objects of an area are drawn. */
  public Scope scope(OutputArea area) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(LabelKeys.NAME, component.name());
    labels.put(LabelKeys.COMPONENT, component.name());
    labels.put(LabelKeys.PART_OF, "xtrading");
    labels.put(LabelKeys.MANAGED_BY, "xtrading-platform");
    labels.put(LabelKeys.ENVIRONMENT, component.environment().name().value());
    return new Scope(
        sheets.computeIfAbsent(area, folder -> canvas.sheet(component.name())),
        component.namespace().name(),
        labels);
  }

  /** Tells the people of the environment something, in its README. */
  public void readme(Chapter chapter, Section section) {
    sections.add(new ReadmeSection(chapter, section));
  }

  /**
   * Adds a file for another tool.
   *
   * @param path below {@code dist/<env>/}
   * @return the whole text of the file; a config map that carries it takes this one, so that what
   *     the tool checked is what runs
   */
  public String file(String path, String content) {
    String text = GeneratedHeader.of(topology.environment()).above(path, content);
    files.add(new NativeFile(path, component.name(), text));
    return text;
  }

  Component component() {
    return component;
  }

  Map<OutputArea, Sheet> sheets() {
    return sheets;
  }

  /** The kinds of objects in its folder of manifests, before the canvas is finished too. */
  SortedSet<DrawnKind> kinds() {
    return Stream.ofNullable(sheets.get(OutputArea.MANIFESTS))
        .flatMap(Sheet::kinds)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<ReadmeSection> sections() {
    return sections;
  }

  List<NativeFile> files() {
    return files;
  }
}
