package com.xtrading.platform.synthesis;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.model.UserError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.cdk8s.App;

/**
 * The Node.js process in which constructs are drawn: one for the whole program, started when it is
 * needed. A thread of its own draws, while others judge what is drawn already.
 */
final class Kernel {

  private final Timings timings;
  private CompletableFuture<NodeRuntime> started;
  private boolean advised;

  Kernel(Timings timings) {
    this.timings = timings;
  }

  /** Starts it now, where somebody will draw soon. What is wrong with it is told to who draws. */
  synchronized void start() {
    if (started == null) {
      started = new CompletableFuture<>();
      inBackground(() -> complete(started, () -> timings.measure("kernel start", Kernel::boot)));
    }
  }

  /**
   * Draws something, while the caller goes on.
   *
   * @return what gives the drawing, or the error of it, and waits where it is not there yet
   * @throws UserError when there is no Node.js, or one that is too old
   */
  <R> Supplier<R> draw(Supplier<R> drawing) {
    start();
    NodeRuntime node = result(started);
    if (!advised) {
      advised = true;
      node.advice().ifPresent(advice -> System.err.println("note: " + advice));
    }
    CompletableFuture<R> drawn = new CompletableFuture<>();
    inBackground(
        () -> {
          synchronized (Kernel.class) {
            complete(drawn, drawing);
          }
        });
    return () -> result(drawn);
  }

  private static NodeRuntime boot() {
    NodeRuntime found = NodeRuntime.find();
    synchronized (Kernel.class) {
      if (found.advice().isPresent()) {
        BannerFilter.install();
      }
      new App(); // the first construct starts it
    }
    return found;
  }

  private static <R> void complete(CompletableFuture<R> future, Supplier<R> work) {
    try {
      future.complete(work.get());
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(e);
    }
  }

  private static <R> R result(CompletableFuture<R> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** A thread that keeps nobody from ending the program; Maven waits for those of a pool. */
  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "kernel");
    thread.setDaemon(true);
    thread.start();
  }
}
