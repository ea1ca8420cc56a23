package com.xtrading.platform.health;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.TwoArgFunction;

/**
 * Runs a health check with what Argo CD opens for those of its settings (3.6, {@code
 * util/lua/lua.go} and {@code oslib_safe.go}): the libraries base, package and table, and of {@code
 * os}, by {@code require}, time and date. There is no library of strings.
 */
final class ArgoCdLua {

  /** Where this runs: checks may not depend on it. */
  private static final ZoneId ZONE = ZoneId.of("America/St_Johns");

  /** What a check says of an object. */
  record Health(String status, String message) {}

  private ArgoCdLua() {}

  static Health run(String script, Map<?, ?> object) {
    Globals globals = new Globals();
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new TableLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.get("package").get("preload").set("os", new Os());
    globals.set("obj", lua(object));
    LuaValue said = globals.load(script).call();
    return new Health(said.get("status").optjstring(""), said.get("message").optjstring(""));
  }

  private static LuaValue lua(Object value) {
    if (value instanceof Map<?, ?> map) {
      LuaTable table = new LuaTable();
      map.forEach((key, inner) -> table.set(LuaValue.valueOf(key.toString()), lua(inner)));
      return table;
    }
    if (value instanceof List<?> list) {
      LuaTable table = new LuaTable();
      list.forEach(inner -> table.set(table.length() + 1, lua(inner)));
      return table;
    }
    if (value instanceof Boolean yes) {
      return LuaValue.valueOf(yes);
    }
    return value instanceof Integer number
        ? LuaValue.valueOf(number)
        : LuaValue.valueOf((String) value);
  }

  /** What {@code require("os")} returns. */
  private static final class Os extends OneArgFunction {

    @Override
    public LuaValue call(LuaValue name) {
      LuaTable library = new LuaTable();
      library.set("time", new Time());
      library.set("date", new Date());
      return library;
    }
  }

  /** Seconds since 1970, now or at the parts of a local time. */
  private static final class Time extends OneArgFunction {

    @Override
    public LuaValue call(LuaValue parts) {
      Instant at =
          parts.isnil()
              ? Instant.now()
              : LocalDateTime.of(
                      parts.get("year").checkint(),
                      parts.get("month").checkint(),
                      parts.get("day").checkint(),
                      parts.get("hour").checkint(),
                      parts.get("min").checkint(),
                      parts.get("sec").checkint())
                  .atZone(ZONE)
                  .toInstant();
      return LuaValue.valueOf((double) at.getEpochSecond());
    }
  }

  /** A time as parts or as text; with {@code !} in UTC, which Argo CD forgets of a given time. */
  private static final class Date extends TwoArgFunction {

    @Override
    public LuaValue call(LuaValue format, LuaValue seconds) {
      String wanted = format.checkjstring();
      ZonedDateTime at =
          seconds.isnil()
              ? Instant.now().atZone(wanted.startsWith("!") ? ZoneOffset.UTC : ZONE)
              : Instant.ofEpochSecond(seconds.checklong()).atZone(ZONE);
      if (wanted.endsWith("*t")) {
        LuaTable parts = new LuaTable();
        parts.set("year", at.getYear());
        parts.set("month", at.getMonthValue());
        parts.set("day", at.getDayOfMonth());
        parts.set("hour", at.getHour());
        parts.set("min", at.getMinute());
        parts.set("sec", at.getSecond());
        return parts;
      }
      Map<String, String> flags =
          Map.of("%Y", "uuuu", "%m", "MM", "%d", "dd", "%H", "HH", "%M", "mm", "%S", "ss");
      String text = wanted.replace("!", "");
      for (Map.Entry<String, String> flag : flags.entrySet()) {
        text = text.replace(flag.getKey(), DateTimeFormatter.ofPattern(flag.getValue()).format(at));
      }
      return LuaValue.valueOf(text);
    }
  }
}
