package com.xtrading.platform.scaffold;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.UserError;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A changed {@code TradingPlatform}, compiled and run before it is written anywhere. */
final class TrialPage {

  private static final String PAGE = "com.xtrading.platform.TradingPlatform";

  private TrialPage() {}

  /**
   * What the page declares.
   *
   * @param folder for its classes
   * @param classpath of this program
   * @throws UserError when it does not compile, or this Java cannot
   */
  static Function<Environment, Platform> of(PlatformPage page, Path folder, List<Path> classpath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new UserError("this Java cannot compile", "run it with a JDK");
    }
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            folder.toString(),
            "-classpath",
            String.join(
                java.io.File.pathSeparator, classpath.stream().map(Path::toString).toList()));
    boolean compiled =
        compiler.getTask(said, null, null, options, null, List.of(new Source(page))).call();
    if (!compiled) {
      throw new UserError(
          "the changed %s does not compile: %s"
              .formatted(PlatformPage.FILE, said.toString().lines().findFirst().orElse("")),
          "declare it by hand");
    }
    Method declare = method(folder);
    return environment -> declared(declare, environment);
  }

  private static Method method(Path folder) {
    try {
      return new Loader(folder).loadClass(PAGE).getMethod("declare", Environment.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Platform declared(Method declare, Environment environment) {
    try {
      return (Platform) declare.invoke(null, environment);
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has the page of its folder, and everything else from the program that runs. */
  private static final class Loader extends ClassLoader {
    private final Path folder;

    Loader(Path folder) {
      super(TrialPage.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(PAGE) && !name.startsWith(PAGE + "$")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        try {
          byte[] bytes = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(PlatformPage page) {
      super(URI.create("string:///" + PAGE.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = page.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
