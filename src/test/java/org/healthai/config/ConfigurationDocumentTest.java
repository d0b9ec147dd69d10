package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/configuration.md} true. To write the table anew: {@code mvn test
 * -Dtest=ConfigurationDocumentTest -Dhealthai.docs.write=true}.
 */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/configuration.md");
  private static final Path SERVER = Path.of("liberty/server.xml");
  private static final String BEGIN =
      "<!-- settings: begin, made by ConfigurationDocumentTest -->\n";
  private static final String END = "<!-- settings: end -->";
  private static final Pattern VARIABLE = Pattern.compile("<variable name=\"([^\"]+)\"");

  @Test
  void showsEverySettingOfTheApplication() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    if (Boolean.getBoolean("healthai.docs.write")) {
      Files.writeString(DOCUMENT, document.substring(0, from) + table() + document.substring(to));
    }

    assertEquals(table(), Files.readString(DOCUMENT).substring(from, from + table().length()));
    assertTrue(Files.readString(DOCUMENT).startsWith(END, from + table().length()));
  }

  @Test
  void showsEveryVariableOfTheServer() throws IOException {
    String document = Files.readString(DOCUMENT);
    Set<String> missing =
        VARIABLE
            .matcher(Files.readString(SERVER))
            .results()
            .map(MatchResult::group)
            .map(found -> found.substring(found.indexOf('"') + 1, found.length() - 1))
            .filter(name -> !document.contains("| `" + name + "` |"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), missing, "variables of liberty/server.xml that are not documented");
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| key | default | allowed | meaning |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Setting<?> setting : SettingCatalogue.all()) {
      String cells =
          String.join(
              " | ",
              List.of(
                  "`" + setting.key() + "`",
                  defaultOf(setting),
                  setting.kind().allowed(),
                  setting.meaning()));
      table.append("| ").append(cells).append(" |\n");
    }
    return table.toString();
  }

  private static String defaultOf(Setting<?> setting) {
    return switch (setting.presence()) {
      case DEFAULTED -> "`" + setting.defaultText() + "`";
      case OPTIONAL, SECRET -> "unset";
      case REQUIRED -> "from `server.xml`";
    };
  }
}
