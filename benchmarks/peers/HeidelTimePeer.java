import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.heideltime.standalone.components.ResultFormatter;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import de.unihd.dbs.uima.types.heideltime.Timex3;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;
import org.apache.uima.cas.FSIterator;
import org.apache.uima.jcas.tcas.Annotation;

/** Reads lines of JSON with HeidelTime in one JVM: CONFIG TAGGER, then one timed report for each INPUT OUTPUT SECONDS. */
public final class HeidelTimePeer {
  private static final PrintStream REPORTS = System.out;

  /** How HeidelTime begins the value of a clock that has no day; it is given the day of the text. */
  private static final String NO_DAY = "XXXX-XX-XXT";

  public static void main(String[] given) throws Exception {
    System.setOut(System.err);
    LogManager.getLogManager().reset();
    POSTagger tagger = POSTagger.valueOf(given[1]);
    HeidelTimeStandalone reader =
        new HeidelTimeStandalone(Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, given[0], tagger, false);
    LogManager.getLogManager().reset();
    for (int at = 2; at < given.length; at += 3) {
      step(reader, Path.of(given[at]), Path.of(given[at + 1]), Double.parseDouble(given[at + 2]));
    }
    System.exit(0);
  }

  /** Reads a file of lines into another, for so many seconds at most where a limit is given. */
  private static void step(HeidelTimeStandalone reader, Path source, Path target, double limit) throws Exception {
    long start = System.nanoTime();
    int documents = 0;
    try (BufferedReader lines = Files.newBufferedReader(source); Writer out = Files.newBufferedWriter(target)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        Map<String, String> row = new Row(line).fields();
        String times = times(reader, row.get("text"), row.get("created"));
        out.write("{\"id\":" + quoted(row.get("id")) + ",\"times\":[" + times + "]}\n");
        documents++;
        if (limit > 0 && (System.nanoTime() - start) / 1e9 > limit) {
          break;
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    REPORTS.printf(Locale.ROOT, "{\"documents\": %d, \"seconds\": %.6f}%n", documents, seconds);
    REPORTS.flush();
  }

  /** The expressions of a text in code points, in JSON. */
  private static String times(HeidelTimeStandalone reader, String text, String created) throws Exception {
    SimpleDateFormat days = new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT);
    ResultFormatter places = jcas -> {
      List<String> found = new ArrayList<>();
      FSIterator<Annotation> each = jcas.getAnnotationIndex(Timex3.type).iterator();
      while (each.hasNext()) {
        Timex3 time = (Timex3) each.next();
        int start = text.codePointCount(0, time.getBegin());
        int end = text.codePointCount(0, time.getEnd());
        String value = time.getTimexValue();
        if (created != null && value.startsWith(NO_DAY)) {
          value = created.substring(0, 10) + value.substring(NO_DAY.length() - 1);
        }
        found.add("[" + start + "," + end + "," + quoted(time.getTimexType()) + "," + quoted(value) + "]");
      }
      return String.join(",", found);
    };
    return reader.process(text, created == null ? null : days.parse(created.substring(0, 10)), places);
  }

  private static String quoted(String words) {
    StringBuilder out = new StringBuilder("\"");
    for (char one : words.toCharArray()) {
      if (one == '"' || one == '\\' || one < ' ') {
        out.append(String.format("\\u%04x", (int) one));
      } else {
        out.append(one);
      }
    }
    return out.append('"').toString();
  }

  /** One line of JSON: an object whose values are strings or null. */
  private static final class Row {
    private final String line;
    private int at;

    Row(String line) {
      this.line = line;
    }

    Map<String, String> fields() {
      Map<String, String> fields = new HashMap<>();
      at = line.indexOf('{') + 1;
      while (next() != '}') {
        String name = string();
        at = line.indexOf(':', at) + 1;
        if (next() == '"') {
          fields.put(name, string());
        } else {
          at += "null".length();
        }
        if (next() == ',') {
          at++;
        }
      }
      return fields;
    }

    private char next() {
      while (Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return line.charAt(at);
    }

    private String string() {
      StringBuilder out = new StringBuilder();
      for (at++; line.charAt(at) != '"'; at++) {
        char one = line.charAt(at);
        if (one != '\\') {
          out.append(one);
          continue;
        }
        one = line.charAt(++at);
        if (one == 'u') {
          out.append((char) Integer.parseInt(line.substring(at + 1, at + 5), 16));
          at += 4;
        } else {
          int known = "bfnrt".indexOf(one);
          out.append(known < 0 ? one : "\b\f\n\r\t".charAt(known));
        }
      }
      at++;
      return out.toString();
    }
  }
}
